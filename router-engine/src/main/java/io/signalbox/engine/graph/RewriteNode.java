package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Changes the request on its route.
///
/// @param set members to set, as name → JSON text; `metadata.KEY` sets a label
/// @param drop members to leave out; `tools` and `images` among them
/// @param system texts around the system prompt
/// @param redact what is redacted in all texts
/// @param restore whether answers get the redacted values back before the client sees them
public record RewriteNode(
    String id,
    About about,
    Map<String, String> set,
    List<String> drop,
    SystemText system,
    Set<Redaction> redact,
    boolean restore,
    String to)
    implements Node {
  private static final Slot TO = new Slot.Field("to");

  public RewriteNode {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    drop = List.copyOf(drop);
    redact = Collections.unmodifiableSet(redact.isEmpty() ? Set.of() : EnumSet.copyOf(redact));
  }

  /// Texts around the system prompt.
  ///
  /// @param prepend text before it
  /// @param append text after it
  public record SystemText(Optional<String> prepend, Optional<String> append) {
    /// No text.
    public static final SystemText NONE = new SystemText(Optional.empty(), Optional.empty());

    /// The same with another text before the prompt.
    public SystemText withPrepend(Optional<String> other) {
      return new SystemText(other, append);
    }

    /// The same with another text after the prompt.
    public SystemText withAppend(Optional<String> other) {
      return new SystemText(prepend, other);
    }
  }

  /// What can be redacted.
  public enum Redaction {
    EMAIL,
    PHONE,
    CARD,
    IBAN,
    SECRET
  }

  /// The text before the system prompt.
  public Optional<String> prepend() {
    return system.prepend;
  }

  /// The text after the system prompt.
  public Optional<String> append() {
    return system.append;
  }

  /// How texts around the system prompt are written.
  public static final RecordFormat<SystemText> SYSTEM =
      new RecordFormat<>(
          "system",
          "`system`",
          "Texts around the system prompt.",
          SystemText.NONE,
          List.of(
              Field.optional(
                  "prepend",
                  new FieldType.Text(),
                  "Text before it.",
                  SystemText::prepend,
                  (system, text) -> system.withPrepend(Optional.of(text))),
              Field.optional(
                  "append",
                  new FieldType.Text(),
                  "Text after it.",
                  SystemText::append,
                  (system, text) -> system.withAppend(Optional.of(text)))));

  /// How it is written.
  public static final RecordFormat<RewriteNode> FORMAT =
      new RecordFormat<>(
          "rewrite",
          "a node of kind rewrite",
          "Changes the request.",
          new RewriteNode(
              "", About.NOTHING, Map.of(), List.of(), SystemText.NONE, Set.of(), false, ""),
          List.of(
              Field.usually(
                  Map.of(),
                  "set",
                  new FieldType.Members(),
                  "Members to set, whichever dialect the client speaks; `metadata.KEY` sets a"
                      + " label.",
                  RewriteNode::set,
                  RewriteNode::withSet),
              Field.usually(
                  List.of(),
                  "drop",
                  new FieldType.Texts(),
                  "Members to leave out; `tools` and `images` among them.",
                  RewriteNode::drop,
                  RewriteNode::withDrop),
              Field.usually(
                  SystemText.NONE,
                  "system",
                  new FieldType.Section<>(SYSTEM),
                  "Texts around the system prompt.",
                  RewriteNode::system,
                  RewriteNode::withSystem),
              Field.usually(
                  Set.of(),
                  "redact",
                  FieldType.some(Redaction.class),
                  "Personal data that is redacted in all texts.",
                  RewriteNode::redact,
                  RewriteNode::withRedact),
              Field.usually(
                  false,
                  "restore",
                  new FieldType.Truth(),
                  "Whether answers get the redacted values back, for the client alone.",
                  RewriteNode::restore,
                  RewriteNode::withRestore),
              Field.usually(
                  "",
                  "to",
                  new FieldType.Target(),
                  "The next node or model.",
                  RewriteNode::to,
                  RewriteNode::withTo)));

  @Override
  public void write(FieldSink sink) {
    FORMAT.write(sink, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.REWRITE;
  }

  @Override
  public void check(FieldProblems problems) {
    boolean nothing =
        set.isEmpty()
            && drop.isEmpty()
            && prepend().isEmpty()
            && append().isEmpty()
            && redact.isEmpty();
    if (nothing) {
      problems.add(ProblemCode.NO_CHANGE);
    }
    if (restore && redact.isEmpty()) {
      problems.add(ProblemCode.NOTHING_TO_RESTORE);
    }
  }

  @Override
  public List<Exit> exits() {
    return List.of(new Exit(TO, "then", to));
  }

  @Override
  public List<String> bypass() {
    return Stream.of(to).filter(each -> !each.isEmpty()).toList();
  }

  @Override
  public RewriteNode withId(String other) {
    return new RewriteNode(other, about, set, drop, system, redact, restore, to);
  }

  @Override
  public RewriteNode withAbout(About other) {
    return new RewriteNode(id, other, set, drop, system, redact, restore, to);
  }

  @Override
  public RewriteNode withTargets(Retarget target) {
    return withTo(target.apply(TO, to));
  }

  /// The same node with other members to set.
  public RewriteNode withSet(Map<String, String> other) {
    return new RewriteNode(id, about, other, drop, system, redact, restore, to);
  }

  /// The same node with other members to leave out.
  public RewriteNode withDrop(List<String> other) {
    return new RewriteNode(id, about, set, other, system, redact, restore, to);
  }

  /// The same node with other texts around the system prompt.
  public RewriteNode withSystem(SystemText other) {
    return new RewriteNode(id, about, set, drop, other, redact, restore, to);
  }

  /// The same node, redacting something else.
  public RewriteNode withRedact(Set<Redaction> other) {
    return new RewriteNode(id, about, set, drop, system, other, restore, to);
  }

  /// The same node, giving redacted values back in answers or not.
  public RewriteNode withRestore(boolean other) {
    return new RewriteNode(id, about, set, drop, system, redact, other, to);
  }

  /// The same node leading elsewhere.
  public RewriteNode withTo(String other) {
    return new RewriteNode(id, about, set, drop, system, redact, restore, other);
  }
}
