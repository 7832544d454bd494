package io.signalbox.engine.importing;

import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A finding of an import as a comment at the head of a graph's file, where it stays with the graph
/// until a person removes it: `# line 4: manual: path → node: reason`. Immutable.
///
/// @param source the line of the gateway's file, from 1
/// @param path the field's; `(whole file)` for all of it
/// @param part the id of the node or model that the field became
/// @param at the comment's own line in the graph's file, from 1; 0 before it is in one
public record ImportNote(
    int source, Grade grade, String path, Optional<String> part, String reason, int at) {
  private static final String WHOLE = "(whole file)";
  private static final String ARROW = " → ";
  private static final Pattern UNREADABLE =
      Pattern.compile("[^\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe]");
  private static final Pattern FORM =
      Pattern.compile(
          "# line ([0-9]{1,7}): (exact|approximate|manual|unsupported): (.{0,2000}?)"
              + "(?: → ([A-Za-z0-9_.-]{1,100}))?: (.{0,4000})");

  static ImportNote of(Finding finding, Optional<String> part) {
    String path = finding.path().isEmpty() ? WHOLE : finding.path().replace(": ", ":");
    return new ImportNote(finding.line(), finding.grade(), path, part, finding.reason(), 0);
  }

  /// The comment, with the break of its line.
  String line() {
    String said =
        "# line %d: %s: %s%s: %s"
            .formatted(source, grade.id(), path, part.map(ARROW::concat).orElse(""), reason);
    return UNREADABLE.matcher(said).replaceAll("?") + "\n";
  }

  /// The notes among the comments at the head of a graph's text, in their order.
  public static List<ImportNote> in(String text) {
    var notes = new ArrayList<ImportNote>();
    int line = 0;
    for (String each : text.lines().takeWhile(one -> one.startsWith("#")).toList()) {
      line++;
      Matcher parts = FORM.matcher(each);
      if (parts.matches()) {
        notes.add(read(parts, line));
      }
    }
    return notes;
  }

  private static ImportNote read(Matcher parts, int line) {
    Grade grade =
        Arrays.stream(Grade.values())
            .filter(each -> each.id().equals(parts.group(2)))
            .findFirst()
            .orElseThrow();
    return new ImportNote(
        Integer.parseInt(parts.group(1)),
        grade,
        parts.group(3),
        Optional.ofNullable(parts.group(4)),
        parts.group(5),
        line);
  }
}
