from reports.actions import order_report


def make_run(actor, by, year=2024):
    run, _ = order_report(actor, year, by=by)
    return run
