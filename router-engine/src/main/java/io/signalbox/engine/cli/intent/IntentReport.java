package io.signalbox.engine.cli.intent;

import io.signalbox.engine.intent.Assessment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `signalbox intent` tells, for people and for scripts.
///
/// @param encoder its name
/// @param classes how many were learned
/// @param examples how many it was learned from
/// @param seconds how long learning took
/// @param own what the classifier thinks of itself
/// @param test what it made of the test's texts
/// @param unknown what it made of texts of no category, if there are any
/// @param cachedMicros how long a text takes that was classified just before
/// @param threshold below it a text goes to `otherwise`
record IntentReport(
    String encoder,
    int classes,
    int examples,
    double seconds,
    Assessment own,
    Trial test,
    Optional<Trial> unknown,
    double cachedMicros,
    double threshold) {
  private static final int SHOWN = 10;

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Learned %d classes from %d examples in %.1f s (%s).",
            classes,
            examples,
            seconds,
            encoder));
    lines.add(
        String.format(
            Locale.ROOT, "accuracy            %.4f of %d texts", test.accuracy(), tried()));
    lines.add(
        String.format(
            Locale.ROOT, "by held-back examples %.4f of %d", own.accuracy(), own.tried()));
    lines.add(
        String.format(
            Locale.ROOT,
            "time per text       %.2f ms median, %.2f ms at 95 %%, %.1f µs if asked before",
            test.millis(0.5),
            test.millis(0.95),
            cachedMicros));
    addUnknown(lines);
    addWorst(lines);
    addConfused(lines);
    return lines;
  }

  private void addUnknown(List<String> lines) {
    Assessment.ErrorRates expected = own.at(threshold);
    lines.add(String.format(Locale.ROOT, "threshold           %.2f", threshold));
    lines.add(
        String.format(
            Locale.ROOT,
            "known → otherwise   %.4f (%.4f by held-back examples)",
            1 - test.shareFrom(threshold),
            expected.knownRefused()));
    unknown.ifPresentOrElse(
        texts -> {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "unknown → a class   %.4f of %d (%.4f by held-back classes)",
                  texts.shareFrom(threshold),
                  texts.results().size(),
                  expected.unknownAccepted()));
          lines.add(
              String.format(Locale.ROOT, "auc                 %.4f", test.areaUnderCurve(texts)));
        },
        () ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "unknown → a class   %.4f by held-back classes",
                    expected.unknownAccepted())));
  }

  private void addWorst(List<String> lines) {
    lines.add("Worst classes:");
    test.categories().stream()
        .limit(SHOWN)
        .forEach(each ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %.3f  %s (%d of %d right)",
                    each.accuracy(),
                    each.name(),
                    each.right(),
                    each.tried())));
  }

  private void addConfused(List<String> lines) {
    lines.add("Most confused:");
    test.confused().stream()
        .limit(SHOWN)
        .forEach(each ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %4d  %s → %s",
                    each.count(),
                    each.category(),
                    each.takenFor())));
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    view.put("encoder", encoder);
    view.put("classes", classes);
    view.put("examples", examples);
    view.put("train_seconds", seconds);
    view.put("tests", tried());
    view.put("accuracy", test.accuracy());
    view.put("held_back_accuracy", own.accuracy());
    view.put("millis_median", test.millis(0.5));
    view.put("millis_p95", test.millis(0.95));
    view.put("cached_micros", cachedMicros);
    view.put("threshold", threshold);
    view.put("known_refused", 1 - test.shareFrom(threshold));
    view.put("held_back_known_refused", own.at(threshold).knownRefused());
    view.put("held_back_unknown_accepted", own.at(threshold).unknownAccepted());
    unknown.ifPresent(texts -> {
      view.put("oos", texts.results().size());
      view.put("unknown_accepted", texts.shareFrom(threshold));
      view.put("auc", test.areaUnderCurve(texts));
    });
    view.put("per_class", test.categories().stream().map(IntentReport::view).toList());
    view.put("confused", test.confused().stream().map(IntentReport::view).toList());
    return view;
  }

  private int tried() {
    return test.results().size();
  }

  private static Map<String, Object> view(Trial.Category each) {
    var view = new LinkedHashMap<String, Object>();
    view.put("category", each.name());
    view.put("tests", each.tried());
    view.put("right", each.right());
    view.put("accuracy", each.accuracy());
    return view;
  }

  private static Map<String, Object> view(Trial.Pair each) {
    var view = new LinkedHashMap<String, Object>();
    view.put("category", each.category());
    view.put("taken_for", each.takenFor());
    view.put("count", each.count());
    return view;
  }
}
