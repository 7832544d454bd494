package io.signalbox.engine.cli.learned;

import io.signalbox.engine.learned.Curve;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A curve of cost and quality as SVG. It holds no text from outside.
final class CurveSvg {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 400;
  private static final int EDGE = 50;
  private static final List<String> COLORS = List.of("#2563eb", "#9a6700", "#6e7781");

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
    svg.append(
        String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT));
    svg.append(axes(least, most));
    for (int i = 0; i < curve.lines().size(); i++) {
      Curve.Line line = curve.lines().get(i);
      svg.append(line(line.scores(), COLORS.get(i), least, most));
      svg.append(label(line.name(), COLORS.get(i), i));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String axes(double least, double most) {
    int bottom = HEIGHT - EDGE;
    return String.format(
            Locale.ROOT,
            "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#57606a\"/>%n",
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

  private static String line(List<Double> scores, String color, double least, double most) {
    String points =
        IntStream.range(0, scores.size())
            .mapToObj(i -> point((double) i / (scores.size() - 1), scores.get(i), least, most))
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
        points,
        color);
  }

  private static String point(double share, double score, double least, double most) {
    double height = (score - least) / (most - least);
    return String.format(
        Locale.ROOT,
        "%.1f,%.1f",
        EDGE + share * (WIDTH - 2 * EDGE),
        HEIGHT - EDGE - height * (HEIGHT - 2 * EDGE));
  }

  private static String label(String name, String color, int place) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
        WIDTH - 3 * EDGE,
        HEIGHT - 2 * EDGE - 18 * place,
        color,
        name);
  }
}
