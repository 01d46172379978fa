// Maps and charts are heavy: their code is fetched only when such a picture comes near the screen.
const draw = {
  map: () => import("../pictures/map.js"),
  chart: () => import("../pictures/chart.js"),
};

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      draw[target.dataset.picture]().then((picture) => picture.draw(target));
    }
  },
  { rootMargin: "300px" },
);

function watch(root) {
  for (const element of root.querySelectorAll("[data-picture]:not([data-drawn])")) {
    element.dataset.drawn = "";
    watcher.observe(element);
  }
}

watch(document);
document.addEventListener("htmx:after:swap", () => watch(document));
