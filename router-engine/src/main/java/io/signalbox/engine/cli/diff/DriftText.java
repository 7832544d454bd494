package io.signalbox.engine.cli.diff;

import io.signalbox.engine.cli.prove.Drift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a gateway's file decides otherwise than a graph, for people and as JSON.
public final class DriftText {
  private static final int EXAMPLES = 4;

  private DriftText() {}

  /// Lines for people.
  ///
  /// @param graph the graph's file as it was named
  /// @param name the gateway's file as it was named
  public static List<String> lines(String graph, String name, GatewayFile file, Drift drift) {
    var lines = new ArrayList<String>();
    lines.add(name + " is " + file.source() + ".");
    lines.add(file.origin().sentence(name));
    if (file.isExport()) {
      lines.add("It decides the same.");
      return lines;
    }
    if (!file.changes().isEmpty()) {
      lines.add("Since then the graph was changed:");
      DiffText.parts(file.changes()).forEach(each -> lines.add("  " + each));
    }
    file.lost()
        .forEach(each ->
            lines.add(
                "  line %d: %s: %s: %s"
                    .formatted(each.line(), each.grade().id(), each.path(), each.reason())));
    lines.add(counted(drift));
    for (Drift.Difference each : drift.differences()) {
      lines.add("");
      lines.add("  " + requests(each.names()));
      lines.add("    " + graph + ": " + each.ours().line());
      lines.add("    " + name + ": " + each.theirs().line());
    }
    return lines;
  }

  private static String counted(Drift drift) {
    int other = drift.differences().stream().mapToInt(each -> each.names().size()).sum();
    return other == 0
        ? "It decides the same for all %d requests at the borders of the rules."
            .formatted(drift.requests())
        : "It decides otherwise for %d of %d requests at the borders of the rules."
            .formatted(other, drift.requests());
  }

  private static String requests(List<String> names) {
    String some = String.join(", ", names.stream().limit(EXAMPLES).toList());
    int more = names.size() - EXAMPLES;
    return more > 0 ? some + ", and " + more + " more" : some;
  }

  /// The same as JSON.
  public static Map<String, Object> view(GatewayFile file, Drift drift) {
    var view = new LinkedHashMap<String, Object>();
    view.put("source", file.source());
    view.put("origin", file.origin().origin().name().toLowerCase(Locale.ROOT));
    view.put("graph", DiffView.of(file.changes(), java.util.Optional.empty()).get("graph"));
    view.put("lost", file.lost().size());
    view.put("requests", drift.requests());
    view.put("differences", drift.differences().stream().map(DriftText::view).toList());
    return view;
  }

  private static Map<String, Object> view(Drift.Difference each) {
    var view = new LinkedHashMap<String, Object>();
    view.put("requests", each.names());
    view.put("ours", view(each.ours()));
    view.put("theirs", view(each.theirs()));
    return view;
  }

  private static Map<String, Object> view(Drift.Done done) {
    var view = new LinkedHashMap<String, Object>();
    view.put("called", done.models());
    view.put("status", done.status());
    return view;
  }
}
