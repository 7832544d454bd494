package io.signalbox.engine.cli;

import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.ConfigExporter.GradeReason;
import io.signalbox.engine.spi.Grade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The report of an export, as lines for people and as JSON.
final class FidelityText {
  private FidelityText() {}

  /// A line for each part, and one for each reason below it.
  static List<String> lines(List<Fidelity> report) {
    var lines = new ArrayList<String>();
    for (Fidelity row : report) {
      String id = row.id().isEmpty() ? "(whole graph)" : row.id();
      lines.add("  %-16s %-10s %s".formatted(id, row.kind(), row.grade().id()));
      for (GradeReason reason : row.reasons()) {
        lines.add("  %-27s %s".formatted("", reason.text()));
        reason.paste().lines().forEach(line -> lines.add("  %-27s   %s".formatted("", line)));
      }
    }
    lines.add("  " + counts(report));
    return lines;
  }

  /// How many parts have each grade: `8 exact, 2 approximate`.
  static String counts(List<Fidelity> report) {
    return Arrays.stream(Grade.values())
        .map(grade -> Map.entry(grade, report.stream().filter(r -> r.grade() == grade).count()))
        .filter(each -> each.getValue() > 0)
        .map(each -> each.getValue() + " " + each.getKey().id())
        .collect(Collectors.joining(", "));
  }

  static Map<String, Object> view(Fidelity row) {
    var view = new LinkedHashMap<String, Object>();
    view.put("id", row.id());
    view.put("kind", row.kind());
    view.put("grade", row.grade().id());
    view.put("reasons", row.reasons().stream().map(FidelityText::view).toList());
    return view;
  }

  private static Map<String, Object> view(ConfigExporter.GradeReason reason) {
    var view = new LinkedHashMap<String, Object>();
    view.put("grade", reason.grade().id());
    view.put("reason", reason.text());
    if (!reason.paste().isEmpty()) {
      view.put("paste", reason.paste());
    }
    return view;
  }
}
