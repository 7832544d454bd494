package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Makes a [Yaml] of a text, event by event. It builds no objects, follows no tags and stops at
/// limits of size, depth and repetition. For one thread, for one text.
public final class YamlReader {
  /// The most chars of a text.
  static final int MOST_CHARS = 4 * 1024 * 1024;

  /// The most collections within each other.
  static final int MOST_DEPTH = 60;

  /// The most values that aliases may repeat, all together.
  static final int MOST_REPEATED = 20_000;

  private final Findings findings;
  private final boolean foreign;
  private final int[] chars;
  private final Parser parser;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int values;
  private int repeated;

  private record Anchored(Yaml value, int weight) {}

  /// The text is no YAML, or too much of it.
  private static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final int start;
    private final int end;

    UnreadableException(int start, int end, Problem problem) {
      super(problem.code().id(), null, false, false);
      this.problem = problem;
      this.start = start;
      this.end = end;
    }
  }

  /// @param foreign whether the text is another program's
  private YamlReader(Findings findings, boolean foreign) {
    this.findings = findings;
    this.foreign = foreign;
    String text = findings.source().text();
    this.chars = charOffsets(text);
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(MOST_CHARS).build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
  }

  /// Char offsets by code point; empty if they are the same.
  private static int[] charOffsets(String text) {
    int count = text.codePointCount(0, text.length());
    if (count == text.length()) {
      return new int[0];
    }
    int[] offsets = new int[count + 1];
    int at = 0;
    for (int i = 0; i < count; i++) {
      offsets[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    offsets[count] = at;
    return offsets;
  }

  /// What was read of a text that is no graph.
  ///
  /// @param root empty if it is no YAML, or too much of it
  /// @param problems what is wrong with it, in its order, and where something looks like a key
  public record YamlReading(Optional<Yaml> root, List<Problem> problems) {
    public YamlReading {
      problems = List.copyOf(problems);
    }
  }

  /// Reads a text of another program. Its values are as they are written, also what looks like a
  /// key: whoever asks hides it. Of keys that stand twice the last counts, and `<<` is followed.
  ///
  /// @param fileName how problems call it
  public static YamlReading read(String fileName, String text) {
    Findings findings = new Findings(new Source(fileName, text));
    Optional<Yaml> root = read(findings, true);
    return new YamlReading(root, findings.inOrder(root));
  }

  /// What was made of a text.
  ///
  /// @param value empty if nothing could be made of it
  /// @param problems what is wrong with it, in its order
  public record Made<T>(Optional<T> value, List<Problem> problems) {
    public Made {
      problems = List.copyOf(problems);
    }
  }

  /// Reads a text and makes something of it.
  ///
  /// @param fileName how problems call it
  public static <T> Made<T> read(
      String fileName, String text, BiFunction<Findings, Yaml, Optional<T>> making) {
    Findings findings = new Findings(new Source(fileName, text));
    Optional<Yaml> root = read(findings);
    Optional<T> value = root.flatMap(each -> making.apply(findings, each));
    return new Made<>(value, findings.inOrder(root));
  }

  /// The one document of a text; empty, with a finding, if there is none.
  static Optional<Yaml> read(Findings findings) {
    return read(findings, false);
  }

  private static Optional<Yaml> read(Findings findings, boolean foreign) {
    Source source = findings.source();
    if (source.text().length() > MOST_CHARS) {
      findings.add(Problem.of(ProblemCode.FILE_TOO_LARGE), 0, 1);
      return Optional.empty();
    }
    GraphKeyMask.known(source.text())
        .results()
        .forEach(found -> findings.secret(found.start(), found.end()));
    try {
      return Optional.of(new YamlReader(findings, foreign).document());
    } catch (UnreadableException e) {
      findings.add(e.problem, e.start, e.end);
    } catch (ReaderException e) {
      int at = source.text().offsetByCodePoints(0, Math.max(0, e.getPosition()));
      String code = String.format("U+%04X", e.getCodePoint());
      findings.add(Problem.of(ProblemCode.YAML_CHARACTER).with("character", code), at, at + 1);
    } catch (YamlEngineException e) {
      findings.add(unreadable(), 0, 1);
    }
    return Optional.empty();
  }

  private static Problem unreadable() {
    return Problem.of(ProblemCode.YAML).with("reason", "it cannot be read");
  }

  private Yaml document() {
    try {
      return parsed();
    } catch (MarkedYamlEngineException e) {
      YamlError why = YamlError.of(e);
      int at = offset(why.at());
      throw new UnreadableException(at, at + 1, why.problem());
    }
  }

  private Yaml parsed() {
    parser.next();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      throw new UnreadableException(0, 1, Problem.of(ProblemCode.YAML_EMPTY));
    }
    parser.next();
    Yaml value = value(0);
    parser.next();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      int at = offset(parser.peekEvent().getStartMark());
      throw new UnreadableException(at, at + 3, Problem.of(ProblemCode.YAML_DOCUMENTS));
    }
    return value;
  }

  private int offset(Mark mark) {
    int index = mark.getIndex();
    return chars.length == 0 ? index : chars[Math.min(index, chars.length - 1)];
  }

  private int offset(Optional<Mark> mark) {
    return mark.map(this::offset).orElse(0);
  }

  private Yaml value(int depth) {
    Event event = parser.next();
    int start = offset(event.getStartMark());
    if (depth > MOST_DEPTH) {
      throw new UnreadableException(
          start, start + 1, Problem.of(ProblemCode.YAML_DEPTH).with("limit", MOST_DEPTH));
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias, start, offset(event.getEndMark()));
    }
    int before = values + repeated;
    values++;
    Yaml value = plain(event, start, depth);
    ((NodeEvent) event)
        .getAnchor()
        .ifPresent(anchor ->
            anchors.put(anchor.getValue(), new Anchored(value, values + repeated - before)));
    return value;
  }

  private Yaml plain(Event event, int start, int depth) {
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, start);
      case SequenceStartEvent sequence ->
          sequence(start, sequence.getFlowStyle() == FlowStyle.FLOW, depth);
      case MappingStartEvent mapping ->
          mapping(start, mapping.getFlowStyle() == FlowStyle.FLOW, depth);
      default -> throw new UnreadableException(start, start + 1, unreadable());
    };
  }

  private Yaml alias(AliasEvent event, int start, int end) {
    Anchored anchored = anchors.get(event.getAlias().getValue());
    if (anchored == null) {
      throw new UnreadableException(start, end, Problem.of(ProblemCode.YAML_ALIAS));
    }
    repeated += anchored.weight();
    if (repeated > MOST_REPEATED) {
      throw new UnreadableException(
          start,
          end,
          Problem.of(ProblemCode.YAML_ALIASES)
              .with("limit", String.format(Locale.ROOT, "%,d", MOST_REPEATED)));
    }
    return anchored.value().at(start, end);
  }

  private Yaml.Scalar scalar(ScalarEvent event, int start) {
    int end = offset(event.getEndMark());
    ScalarStyle style = event.getScalarStyle();
    Yaml.ScalarForm form =
        switch (style) {
          case SINGLE_QUOTED -> Yaml.ScalarForm.SINGLE;
          case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Yaml.ScalarForm.DOUBLE;
          case LITERAL -> Yaml.ScalarForm.LITERAL;
          case FOLDED -> Yaml.ScalarForm.FOLDED;
          case PLAIN -> Yaml.ScalarForm.PLAIN;
        };
    boolean block = form == Yaml.ScalarForm.LITERAL || form == Yaml.ScalarForm.FOLDED;
    String safe = GraphKeyMask.masked(event.getValue());
    if (!safe.equals(event.getValue())) {
      findings.secret(start, end);
    }
    String text = foreign ? event.getValue() : safe;
    return new Yaml.Scalar(text, form, start, block ? trimmed(start, end) : end);
  }

  private int trimmed(int start, int end) {
    String text = findings.source().text();
    int last = end;
    while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return last;
  }

  private Yaml sequence(int start, boolean flow, int depth) {
    List<Yaml> items = new ArrayList<>();
    int end = start;
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      Yaml item = value(depth + 1);
      items.add(item);
      end = Math.max(end, item.end());
    }
    Event last = parser.next();
    return new Yaml.Sequence(items, flow, start, flow ? offset(last.getEndMark()) : end);
  }

  private Yaml mapping(int start, boolean flow, int depth) {
    var entries = new YamlEntries(findings, foreign);
    int end = start;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Yaml key = value(depth + 1);
      Yaml value = value(depth + 1);
      end = Math.max(end, Math.max(key.end(), value.end()));
      entries.put(key, value);
    }
    Event last = parser.next();
    return new Yaml.Mapping(entries.all(), flow, start, flow ? offset(last.getEndMark()) : end);
  }
}
