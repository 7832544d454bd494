package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The class of the last user message, learned from examples, on this machine.
///
/// @param classes by label, in order
/// @param threshold the least confidence, 0–1; empty: found on the examples
/// @param encoder the name of the encoder of texts
public record IntentNode(
    String id,
    About about,
    SequencedMap<String, IntentClass> classes,
    Optional<Double> threshold,
    String otherwise,
    String encoder)
    implements Node {
  /// The encoder that comes with the program.
  public static final String USUAL_ENCODER = "bge-small-en";

  private static final Slot OTHERWISE = new Slot.Field("otherwise");
  private static final String CLASSES = "classes";
  private static final String EXAMPLES = "examples";

  public IntentNode {
    classes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(classes));
  }

  /// A class of requests.
  ///
  /// @param examples what such requests say
  public record IntentClass(String to, List<String> examples) {
    public IntentClass {
      examples = List.copyOf(examples);
    }

    /// The same class leading elsewhere.
    public IntentClass withTo(String other) {
      return new IntentClass(other, examples);
    }

    /// The same class with other examples.
    public IntentClass withExamples(List<String> other) {
      return new IntentClass(to, other);
    }
  }

  /// How a class is written.
  public static final RecordFormat<IntentClass> CLASS =
      new RecordFormat<>(
          "intent_class",
          "a class",
          "A target and examples of the requests that go there.",
          new IntentClass("", List.of()),
          List.of(
              Field.usually(
                  "",
                  "to",
                  new FieldType.Target(),
                  "The target.",
                  IntentClass::to,
                  IntentClass::withTo),
              Field.required(
                  EXAMPLES,
                  new FieldType.Texts(),
                  "What such requests say; five to twenty are good.",
                  IntentClass::examples,
                  IntentClass::withExamples)));

  /// How it is written.
  public static final RecordFormat<IntentNode> FORMAT =
      new RecordFormat<>(
          "intent",
          "a node of kind intent",
          "The class of the last user message, learned from examples, on this machine.",
          new IntentNode(
              "",
              About.NOTHING,
              Collections.emptyNavigableMap(),
              Optional.empty(),
              "",
              USUAL_ENCODER),
          List.of(
              Field.required(
                  CLASSES,
                  new FieldType.ByLabel<>(CLASS),
                  "The classes. A label that says in words what its class is about counts as an"
                      + " example.",
                  IntentNode::classes,
                  IntentNode::withClasses),
              Field.optional(
                  "threshold",
                  FieldType.FRACTION,
                  "The least confidence for a class. Left out: 50%, where a message of the classes"
                      + " and one of none are as likely, as far as the examples tell.",
                  IntentNode::threshold,
                  (node, share) -> node.withThreshold(Optional.of(share))),
              Field.usually(
                  "",
                  "otherwise",
                  new FieldType.Target(),
                  "The target of messages of no class.",
                  IntentNode::otherwise,
                  IntentNode::withOtherwise),
              Field.usually(
                  USUAL_ENCODER,
                  "encoder",
                  new FieldType.Text(FieldType.Text.Extent.LINE),
                  "The encoder of texts, from a plug-in; the usual one is for English.",
                  IntentNode::encoder,
                  IntentNode::withEncoder)));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.INTENT;
  }

  @Override
  public IntentNode suggested() {
    var two = new LinkedHashMap<String, IntentClass>();
    two.put("code", new IntentClass("", List.of("Why does this loop never end?")));
    two.put("writing", new IntentClass("", List.of("Make this e-mail more polite")));
    return withClasses(two);
  }

  @Override
  public void check(FieldProblems problems) {
    problems.labels(
        CLASSES, classes.keySet(), "classes: { code: { to: opus, examples: [ Fix my loop ] } }");
    if (classes.size() == 1) {
      problems.add(ProblemCode.ONE_CLASS, CLASSES);
    }
    problems.fraction(
        "threshold", threshold.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    FieldProblems each = problems.within(CLASSES);
    Map<String, String> owners = new HashMap<>();
    classes.forEach((label, one) -> check(label, one, each.within(label), owners));
  }

  private static void check(
      String label, IntentClass one, FieldProblems problems, Map<String, String> owners) {
    if (one.examples().stream().allMatch(String::isBlank)) {
      problems.add(ProblemCode.NO_EXAMPLES, EXAMPLES, "label", label);
    }
    for (int i = 0; i < one.examples().size(); i++) {
      String owner = owners.putIfAbsent(one.examples().get(i).strip(), label);
      if (owner != null && !owner.equals(label)) {
        problems.add(ProblemCode.DUPLICATE_EXAMPLE, EXAMPLES, i, "label", owner);
      }
    }
  }

  @Override
  public boolean conditional() {
    return true;
  }

  @Override
  public int defaultExit() {
    return classes.size();
  }

  @Override
  public List<Exit> exits() {
    var exits = new ArrayList<Exit>();
    classes.forEach((label, each) -> exits.add(new Exit(slot(label), label, each.to())));
    exits.add(new Exit(OTHERWISE, "otherwise", otherwise));
    return exits;
  }

  @Override
  public List<String> bypass() {
    return Stream.of(otherwise).filter(to -> !to.isEmpty()).toList();
  }

  @Override
  public IntentNode withId(String other) {
    return new IntentNode(other, about, classes, threshold, otherwise, encoder);
  }

  @Override
  public IntentNode withAbout(About other) {
    return new IntentNode(id, other, classes, threshold, otherwise, encoder);
  }

  @Override
  public IntentNode withTargets(Retarget target) {
    var led = new LinkedHashMap<String, IntentClass>();
    classes.forEach(
        (label, each) -> led.put(label, each.withTo(target.apply(slot(label), each.to()))));
    return withClasses(led).withOtherwise(target.apply(OTHERWISE, otherwise));
  }

  /// The same node with other classes.
  public IntentNode withClasses(SequencedMap<String, IntentClass> other) {
    return new IntentNode(id, about, other, threshold, otherwise, encoder);
  }

  /// The same node with more examples of a class, each in one line; none that the class has already
  /// is added, and none to a class that the node does not have.
  public IntentNode withMoreExamples(String label, List<String> more) {
    var changed = new LinkedHashMap<>(classes);
    changed.computeIfPresent(
        label,
        (each, old) -> {
          var all = new ArrayList<>(old.examples());
          more.stream()
              .map(text -> text.strip().replaceAll("\\s+", " "))
              .filter(text -> !text.isEmpty() && !old.examples().contains(text))
              .distinct()
              .forEach(all::add);
          return old.withExamples(List.copyOf(all));
        });
    return withClasses(changed);
  }

  /// The same node with another threshold.
  public IntentNode withThreshold(Optional<Double> other) {
    return new IntentNode(id, about, classes, other, otherwise, encoder);
  }

  /// The same node leading elsewhere when no class is sure enough.
  public IntentNode withOtherwise(String other) {
    return new IntentNode(id, about, classes, threshold, other, encoder);
  }

  /// The same node with another encoder.
  public IntentNode withEncoder(String other) {
    return new IntentNode(id, about, classes, threshold, otherwise, other);
  }

  /// The examples of each label, without those that are empty.
  public SequencedMap<String, List<String>> examples() {
    var examples = new LinkedHashMap<String, List<String>>();
    classes.forEach((label, each) ->
        examples.put(label, each.examples().stream().filter(text -> !text.isBlank()).toList()));
    return examples;
  }

  private static Slot slot(String label) {
    return new Slot.EntryField(CLASSES, label, "to");
  }
}
