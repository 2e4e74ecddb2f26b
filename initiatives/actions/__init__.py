"""What can be done with plans, activities and the log. Each is one transaction and one Event."""
