// Clocks that walk: <time data-clock datetime="…"> shows hours, minutes and seconds since (or until) that moment.
const two = (number) => String(number).padStart(2, "0");

function tick() {
  for (const clock of document.querySelectorAll("time[data-clock]")) {
    const moment = Date.parse(clock.dateTime);
    if (Number.isNaN(moment)) continue;
    const seconds = Math.floor(Math.abs(Date.now() - moment) / 1000);
    const hours = Math.floor(seconds / 3600);
    if (hours >= 48) continue; // days read better as a date: leave what the server wrote
    clock.textContent = `${two(hours)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
}

if (document.querySelector("time[data-clock]")) {
  tick();
  setInterval(tick, 1000);
}
