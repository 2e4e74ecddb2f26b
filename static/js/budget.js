// The sum of a budget while one writes. The server sums again, and without script it alone does.
{
  const sum = document.querySelector("[data-budget-sum] strong");
  const amounts = () => [...document.querySelectorAll(".budget__line [inputmode='numeric']")];
  const spoken = new Intl.NumberFormat("sv-SE");

  const kronor = (input) => {
    const digits = input.value.replace(/\s|kr/gi, "");
    return /^\d+$/.test(digits) ? Number(digits) : 0;
  };
  const show = () => {
    const total = amounts().reduce((before, input) => before + kronor(input), 0);
    sum.textContent = `${spoken.format(total)}\u00a0kr`;
  };

  if (sum) {
    document.addEventListener("input", (event) => {
      if (event.target.closest(".budget__line")) show();
    });
    show();
  }
}
