package io.signalbox.engine.cli.conform;

import io.signalbox.engine.conform.ConformFinding;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.conform.ConformVerdict;
import io.signalbox.engine.conform.LearnedProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was found of an endpoint, for people and for scripts.
final class ConformText {
  private static final String MARGIN = " ".repeat(36);

  private ConformText() {}

  /// A row, with what follows below it.
  static List<String> lines(ConformFinding row) {
    var lines = new ArrayList<String>();
    String came = row.came().isEmpty() ? "" : ": " + row.came();
    lines.add("%-10s  %-22s  %s%s".formatted(row.verdict().word(), name(row), row.asked(), came));
    if (row.verdict() != ConformVerdict.YES) {
      lines.add(MARGIN + row.reason());
    }
    if (!row.follows().isEmpty() && row.verdict() != ConformVerdict.YES) {
      lines.add(MARGIN + "→ " + row.follows());
    }
    return lines;
  }

  private static String name(ConformFinding row) {
    return row.trait().substring(row.group().length() + 1);
  }

  /// The last lines.
  static List<String> ending(ConformReport report) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "%d yes, %d no, %d broken, %d not tested; %d calls, at most %,d tokens."
            .formatted(
                report.count(ConformVerdict.YES),
                report.count(ConformVerdict.NO),
                report.count(ConformVerdict.BROKEN),
                report.count(ConformVerdict.UNTESTED),
                report.calls(),
                report.tokens()));
    report
        .learned()
        .map(LearnedProvider::needs)
        .filter(needs -> !needs.isEmpty())
        .ifPresent(needs -> lines.add("Requests to it need: " + String.join("; ", needs) + "."));
    return lines;
  }

  static Map<String, Object> view(ConformReport report) {
    var view = new LinkedHashMap<String, Object>();
    view.put("address", report.address());
    view.put("model", report.model());
    view.put("findings", report.findings().stream().map(ConformText::view).toList());
    view.put("needs", report.learned().map(LearnedProvider::needs).orElse(List.of()));
    view.put("calls", report.calls());
    view.put("tokens", report.tokens());
    if (!report.trouble().isEmpty()) {
      view.put("trouble", report.trouble());
    }
    return view;
  }

  private static Map<String, Object> view(ConformFinding row) {
    var view = new LinkedHashMap<String, Object>();
    view.put("trait", row.trait());
    view.put("verdict", row.verdict().word().replace(' ', '_'));
    view.put("asked", row.asked());
    view.put("came", row.came());
    view.put("reason", row.reason());
    view.put("follows", row.follows());
    return view;
  }
}
