// Charts: the page gives {kind, categories, series: [{name, data, tone}], unit, stacked}; the table beside says the same.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { colour, dataOf, onTheme } from "./colours.js";

echarts.use([AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart, TooltipComponent]);

const SYMBOLS = ["circle", "diamond", "triangle", "rect", "roundRect", "pin"];

function toneOf(tone, index) {
  if (!tone) return colour(`step-${(index % 6) + 1}`);
  return colour(/^[1-6]$/.test(String(tone)) ? `step-${tone}` : tone);
}

function option({ kind, categories, series, unit = "", stacked = false, horizontal = false }, element) {
  const text = { color: colour("soft"), fontFamily: getComputedStyle(element).fontFamily, fontSize: 14 };
  const line = { lineStyle: { color: colour("line") } };
  const category = { type: "category", data: categories, axisLabel: text, axisLine: line, axisTick: { show: false } };
  const value = { type: "value", name: unit, nameTextStyle: text, axisLabel: text, splitLine: line };
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    aria: { enabled: false },
    textStyle: text,
    grid: { left: 8, right: 16, top: unit ? 44 : 24, bottom: series.length > 1 ? 44 : 8, containLabel: true },
    legend: series.length > 1 ? { bottom: 0, textStyle: { ...text, color: colour("ink") } } : undefined,
    // Rich text is painted on the canvas; the usual tooltip writes style attributes, which the policy forbids.
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      backgroundColor: colour("card"),
      borderColor: colour("line"),
      textStyle: { ...text, color: colour("ink") },
    },
    xAxis: horizontal ? value : category,
    yAxis: horizontal ? { ...category, inverse: true } : value,
    series: series.map((row, index) => ({
      type: kind === "line" ? "line" : "bar",
      name: row.name,
      data: row.data,
      stack: stacked ? "all" : undefined,
      symbol: SYMBOLS[index % SYMBOLS.length],
      symbolSize: 9,
      barMaxWidth: 42,
      lineStyle: { width: 3, type: index % 2 ? "dashed" : "solid" },
      itemStyle: { color: toneOf(row.tone, index), borderRadius: stacked ? 0 : 4 },
    })),
  };
}

export function draw(element) {
  const data = dataOf(element);
  element.replaceChildren();
  const chart = echarts.init(element, null, { renderer: "canvas" });
  chart.setOption(option(data, element));
  new ResizeObserver(() => chart.resize()).observe(element);
  onTheme(() => chart.setOption(option(data, element)));
}
