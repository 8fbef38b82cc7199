// Values under the pointer or the keyboard's focus: every element with data-say. The page is complete without it.
"use strict";
const page_tip = (() => {
  const tip = document.createElement("div");
  tip.className = "hover";
  tip.id = "tip";
  tip.setAttribute("role", "status");
  tip.hidden = true;
  document.body.append(tip);
  const at = (x, y, text) => {
    tip.textContent = text;
    tip.hidden = false;
    const left = Math.min(x + 14, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(8, left) + window.scrollX}px`;
    tip.style.top = `${y + 18 + window.scrollY}px`;
  };
  const hide = () => { tip.hidden = true; };
  for (const part of document.querySelectorAll("[data-say]")) {
    part.addEventListener("pointermove", (event) => at(event.clientX, event.clientY, part.dataset.say));
    part.addEventListener("pointerleave", hide);
    part.addEventListener("focus", () => {
      const box = part.getBoundingClientRect();
      at(box.left + box.width / 2, box.top + box.height / 2, part.dataset.say);
    });
    part.addEventListener("blur", hide);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  return { show: (event, text) => at(event.clientX, event.clientY, text), hide, shown: () => !tip.hidden };
})();
