package io.signalbox.engine.cli.learned;

import io.signalbox.engine.learned.Curve;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A curve of cost and quality as SVG, in the light or dark colors of whoever shows it. It holds no
/// text from outside.
final class CurveSvg {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 400;
  private static final int EDGE = 50;
  private static final String STYLE =
      """
      <style>
      .ground { fill: #ffffff } .axes { fill: none; stroke: #57606a } text { fill: #24292f }
      polyline { fill: none; stroke-width: 2 }
      .line-0 { stroke: #2563eb } .line-1 { stroke: #9a6700 } .line-2 { stroke: #6e7781 }
      text.line-0, text.line-1, text.line-2 { stroke: none }
      text.line-0 { fill: #2563eb } text.line-1 { fill: #9a6700 } text.line-2 { fill: #6e7781 }
      @media (prefers-color-scheme: dark) {
        .ground { fill: #0d1117 } .axes { stroke: #8b949e } text { fill: #e6edf3 }
        .line-0 { stroke: #79a8ff } .line-1 { stroke: #e3b341 } .line-2 { stroke: #9ea7b3 }
        text.line-0 { fill: #79a8ff } text.line-1 { fill: #e3b341 } text.line-2 { fill: #9ea7b3 }
      }
      </style>
      """;

  private CurveSvg() {}

  static String of(Curve curve) {
    double[] all =
        curve.lines().stream()
            .flatMapToDouble(line -> line.scores().stream().mapToDouble(Double::doubleValue))
            .filter(Double::isFinite)
            .toArray();
    double least = DoubleStream.of(all).min().orElse(0);
    double most = Math.max(least + 1e-6, DoubleStream.of(all).max().orElse(1));
    var svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n",
            WIDTH,
            HEIGHT));
    svg.append(STYLE);
    svg.append(
        String.format(
            Locale.ROOT, "<rect class=\"ground\" width=\"%d\" height=\"%d\"/>%n", WIDTH, HEIGHT));
    svg.append(axes(least, most));
    for (int i = 0; i < curve.lines().size(); i++) {
      Curve.Line line = curve.lines().get(i);
      svg.append(line(line.scores(), i, least, most));
      svg.append(label(line.name(), i));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String axes(double least, double most) {
    int bottom = HEIGHT - EDGE;
    return String.format(
            Locale.ROOT,
            "<path class=\"axes\" d=\"M%d %d V%d H%d\"/>%n",
            EDGE,
            EDGE,
            bottom,
            WIDTH - EDGE)
        + String.format(Locale.ROOT, "<text x=\"4\" y=\"%d\">%.3f</text>%n", EDGE, most)
        + String.format(Locale.ROOT, "<text x=\"4\" y=\"%d\">%.3f</text>%n", bottom, least)
        + String.format(
            Locale.ROOT, "<text x=\"%d\" y=\"%d\">cheapest model</text>%n", EDGE, bottom + 18)
        + String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">best model</text>%n",
            WIDTH - EDGE,
            bottom + 18);
  }

  private static String line(List<Double> scores, int place, double least, double most) {
    String points =
        IntStream.range(0, scores.size())
            .mapToObj(i -> point((double) i / (scores.size() - 1), scores.get(i), least, most))
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT, "<polyline class=\"line-%d\" points=\"%s\"/>%n", place, points);
  }

  private static String point(double share, double score, double least, double most) {
    double height = (score - least) / (most - least);
    return String.format(
        Locale.ROOT,
        "%.1f,%.1f",
        EDGE + share * (WIDTH - 2 * EDGE),
        HEIGHT - EDGE - height * (HEIGHT - 2 * EDGE));
  }

  private static String label(String name, int place) {
    return String.format(
        Locale.ROOT,
        "<text class=\"line-%d\" x=\"%d\" y=\"%d\">%s</text>%n",
        place,
        WIDTH - 3 * EDGE,
        HEIGHT - 2 * EDGE - 18 * place,
        name);
  }
}
