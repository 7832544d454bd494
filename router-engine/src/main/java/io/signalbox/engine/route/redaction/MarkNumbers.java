package io.signalbox.engine.route.redaction;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.graph.RewriteNode.Redaction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Gives each value a mark of its own, numbered by first occurrence, so that a conversation that is
/// sent again with more at its end has the same marks. What the request itself says in the form of
/// a mark stands for no value: such numbers are skipped. Belongs to one thread.
final class MarkNumbers implements Marking {
  private static final Pattern MARK =
      Pattern.compile("\\[(?:email|phone|card|iban|secret)-[0-9]+]");

  private final Map<String, String> marks;
  private final Set<String> taken;
  private final Map<Redaction, Integer> last = new EnumMap<>(Redaction.class);

  /// @param before the marks that were given on the path
  /// @param request the request before redaction
  /// @param added texts that a node adds to it
  MarkNumbers(RedactionMarks before, ChatRequest request, List<String> added) {
    marks = new LinkedHashMap<>(before.byValue());
    taken = new HashSet<>(marks.values());
    new RequestRedaction(this::look).of(request);
    added.forEach(this::look);
  }

  private List<PersonalData.Span> look(String text) {
    MARK.matcher(text).results().forEach(each -> taken.add(each.group()));
    return new ArrayList<>();
  }

  @Override
  public String mark(Redaction kind, String value) {
    return marks.computeIfAbsent(value, each -> next(kind));
  }

  private String next(Redaction kind) {
    String mark;
    do {
      mark = "[" + Marking.name(kind) + "-" + last.merge(kind, 1, Integer::sum) + "]";
    } while (taken.contains(mark));
    return mark;
  }

  /// All marks so far, those before among them.
  RedactionMarks all() {
    return new RedactionMarks(marks);
  }
}
