package io.signalbox.engine.cli.learned;

import io.signalbox.engine.learned.Curve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// A curve of cost and quality in words, drawn in text, and as JSON.
final class CurveText {
  private static final int HEIGHT = 12;
  private static final int STEP = 5;
  private static final int PERCENT = 100;

  private CurveText() {}

  static List<String> lines(Curve curve) {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(Locale.ROOT, "%,d prompts that were not learned from", curve.prompts()));
    for (Curve.Single model : curve.models()) {
      String mark = model.model().equals(curve.best()) ? "  (best single model)" : "";
      lines.add(
          String.format(
              Locale.ROOT, "  %.4f  %s%s%s", model.score(), model.model(), cost(model), mark));
    }
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%-18s %-28s %s",
            "",
            "recovered gap (95 %)",
            "cost saved at the best score"));
    for (Curve.Line line : curve.lines()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-18s %-28s %s",
              line.name(),
              plain(line.area()),
              percent(line.saved())));
    }
    lines.add(String.format(Locale.ROOT, "%-18s %s", "random mix", "0.500"));
    lines.add("");
    lines.add("Where it was safe on held-back training prompts, declining to the best model else:");
    lines.addAll(ProofText.lines(curve.guarded()));
    lines.add("");
    lines.addAll(drawing(curve));
    return lines;
  }

  private static String cost(Curve.Single model) {
    return Double.isNaN(model.cost()) ? "" : String.format(Locale.ROOT, "  $%.6f", model.cost());
  }

  private static String plain(Curve.Interval interval) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", interval.value(), interval.lower(), interval.upper());
  }

  private static String percent(Curve.Interval interval) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f to %.1f)",
        PERCENT * interval.value(),
        PERCENT * interval.lower(),
        PERCENT * interval.upper());
  }

  /// The router's curve as stars, a random mix as dots.
  private static List<String> drawing(Curve curve) {
    List<Double> scores = curve.lines().getFirst().scores();
    double least = scores.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = scores.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    int last = scores.size() - 1;
    var lines = new ArrayList<String>();
    for (int level = HEIGHT; level >= 0; level--) {
      double height = least + (most - least) * level / HEIGHT;
      var row = new StringBuilder(String.format(Locale.ROOT, "%8.4f │", height));
      for (int column = 0; column <= last * STEP; column++) {
        double share = (double) column / STEP;
        double mix = scores.getFirst() + (scores.getLast() - scores.getFirst()) * share / last;
        row.append(sign(level, level(at(scores, share), least, most), level(mix, least, most)));
      }
      lines.add(row.toString().stripTrailing());
    }
    lines.add("         └" + "─".repeat(last * STEP));
    lines.add(String.format(Locale.ROOT, "          %s %44s", "cheapest", "100 % " + unit(curve)));
    return lines;
  }

  private static String unit(Curve curve) {
    return curve.priced() ? "of the best model's cost" : "of calls to the best model";
  }

  private static char sign(int level, int curve, int mix) {
    if (level == curve) {
      return '*';
    }
    return level == mix ? '·' : ' ';
  }

  private static int level(double score, double least, double most) {
    return most <= least ? 0 : (int) Math.round((score - least) / (most - least) * HEIGHT);
  }

  private static double at(List<Double> scores, double place) {
    int below = Math.min((int) place, scores.size() - 2);
    return scores.get(below) + (scores.get(below + 1) - scores.get(below)) * (place - below);
  }

  static Map<String, Object> view(Curve curve) {
    var view = new LinkedHashMap<String, Object>();
    view.put("prompts", curve.prompts());
    view.put("models", curve.models().stream().map(CurveText::view).toList());
    view.put("best_single_model", curve.best());
    view.put("cheapest_model", curve.cheapest());
    view.put("cost_unit", curve.priced() ? "usd" : "calls of the best model");
    view.put("routers", curve.lines().stream().map(CurveText::view).toList());
    view.put("guarded", ProofText.view(curve.guarded()));
    return view;
  }

  private static Map<String, Object> view(Curve.Single model) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", model.model());
    view.put("score", model.score());
    if (!Double.isNaN(model.cost())) {
      view.put("cost", model.cost());
    }
    return view;
  }

  private static Map<String, Object> view(Curve.Line line) {
    var view = new LinkedHashMap<String, Object>();
    view.put("name", line.name());
    view.put("apgr", line.area().value());
    view.put("apgr_95", List.of(line.area().lower(), line.area().upper()));
    view.put("saved_at_best_score", line.saved().value());
    view.put("saved_at_best_score_95", List.of(line.saved().lower(), line.saved().upper()));
    int last = line.scores().size() - 1;
    view.put(
        "curve",
        IntStream.rangeClosed(0, last)
            .mapToObj(i -> List.of((double) i / last, line.scores().get(i)))
            .toList());
    return view;
  }
}
