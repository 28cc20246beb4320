// Puts a search field above the list of rules; without JavaScript the page is the same but for it.
document.addEventListener("DOMContentLoaded", () => {
  const table = [...document.querySelectorAll("table")].find(
    (candidate) => candidate.querySelector("th")?.textContent.trim() === "Code",
  );
  if (!table) return;
  const rows = [...table.querySelectorAll("tbody tr")];
  // What a rule explains counts too, not only its line in the list.
  const texts = rows.map((row) => {
    const target = row.querySelector("a")?.getAttribute("href")?.slice(1);
    const section = document.getElementById(target)?.closest("section");
    return `${row.textContent} ${section?.querySelector("p")?.parentElement.textContent ?? ""}`.toLowerCase();
  });
  const field = Object.assign(document.createElement("input"), {
    type: "search",
    className: "search-rules",
    placeholder: "Search the rules: a code, a name, a word of what they do",
    ariaLabel: "Search the rules",
  });
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  const search = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, place) => {
      row.hidden = !words.every((word) => texts[place].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = words.length ? `${shown} of ${rows.length} rules` : `${rows.length} rules`;
  };
  field.addEventListener("input", search);
  table.before(field, count);
  // So that a link can lead to what somebody searched for: rules.html?search=panel
  field.value = new URLSearchParams(window.location.search).get("search") ?? "";
  search();
});
