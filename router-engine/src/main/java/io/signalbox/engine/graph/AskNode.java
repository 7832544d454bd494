package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A small model says which label fits the last user message.
///
/// For example `question: Is this about code?` with `answers: { yes: code, no: cheap }` calls the
/// model with the question and the labels; a request goes where its label leads, and to `otherwise`
/// if the model fails, takes too long or says anything else.
///
/// @param model the id of the model that is called for the decision
/// @param question what it is asked of the message
/// @param answers the targets by the labels that it may answer with
/// @param within how long it may take
public record AskNode(
    String id,
    About about,
    String model,
    String question,
    SequencedMap<String, String> answers,
    String otherwise,
    Duration within)
    implements Node {
  /// How long the model may take where a graph says nothing.
  public static final Duration USUAL = Duration.ofSeconds(2);

  /// The most of a message that the model is shown, in characters; a longer one is cut in the
  /// middle.
  public static final int LONGEST_TEXT = 4_000;

  /// The most that it may answer, in tokens, reasoning included.
  public static final int LONGEST_ANSWER = 1_024;

  private static final String ANSWERS = "answers";
  private static final Slot MODEL = new Slot.Field("model");
  private static final Slot OTHERWISE = new Slot.Field("otherwise");

  public AskNode {
    answers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(answers));
  }

  /// How it is written.
  public static final RecordFormat<AskNode> FORMAT =
      new RecordFormat<>(
          "ask",
          "a node of kind ask",
          "A small model answers a question about the last user message with one of the labels.",
          new AskNode("", About.NOTHING, "", "", new LinkedHashMap<>(), "", USUAL),
          List.of(
              Field.usually(
                  "",
                  "model",
                  new FieldType.Target(),
                  "The model that is called for the decision.",
                  AskNode::model,
                  AskNode::withModel),
              Field.usually(
                  "",
                  "question",
                  new FieldType.Text(),
                  "What it is asked about the last user message.",
                  AskNode::question,
                  AskNode::withQuestion),
              Field.required(
                  ANSWERS,
                  new FieldType.TargetsByLabel(),
                  "The labels that it may answer with, and their targets.",
                  AskNode::answers,
                  AskNode::withAnswers),
              Field.usually(
                  "",
                  "otherwise",
                  new FieldType.Target(),
                  "The target if it fails, takes too long or answers anything else.",
                  AskNode::otherwise,
                  AskNode::withOtherwise),
              Field.usually(
                  USUAL,
                  "within",
                  FieldType.DURATION,
                  "How long it may take.",
                  AskNode::within,
                  AskNode::withWithin)));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.ASK;
  }

  @Override
  public AskNode suggested() {
    var labels = new LinkedHashMap<String, String>();
    labels.put("yes", "");
    labels.put("no", "");
    return withQuestion("Is this about code?").withAnswers(labels);
  }

  @Override
  public void check(FieldProblems problems) {
    problems.text("question", question, "question: Is this about code?");
    problems.duration("within", Optional.of(within));
    problems.labels(ANSWERS, answers.keySet(), "answers: { yes: code, no: cheap }");
  }

  @Override
  public boolean conditional() {
    return true;
  }

  @Override
  public int defaultExit() {
    return answers.size();
  }

  @Override
  public List<Exit> exits() {
    var exits = new ArrayList<Exit>();
    answers.forEach((label, to) -> exits.add(new Exit(slot(label), label, to)));
    exits.add(new Exit(OTHERWISE, "otherwise", otherwise));
    exits.add(new Exit(MODEL, "calls", model, Exit.Purpose.CONSULTED));
    return exits;
  }

  @Override
  public List<String> bypass() {
    return Stream.of(otherwise).filter(to -> !to.isEmpty()).toList();
  }

  @Override
  public AskNode withId(String other) {
    return new AskNode(other, about, model, question, answers, otherwise, within);
  }

  @Override
  public AskNode withAbout(About other) {
    return new AskNode(id, other, model, question, answers, otherwise, within);
  }

  @Override
  public AskNode withTargets(Retarget target) {
    var led = new LinkedHashMap<String, String>();
    answers.forEach((label, to) -> led.put(label, target.apply(slot(label), to)));
    return withAnswers(led)
        .withOtherwise(target.apply(OTHERWISE, otherwise))
        .withModel(target.apply(MODEL, model));
  }

  /// The same node calling another model.
  public AskNode withModel(String other) {
    return new AskNode(id, about, other, question, answers, otherwise, within);
  }

  /// The same node with another question.
  public AskNode withQuestion(String other) {
    return new AskNode(id, about, model, other, answers, otherwise, within);
  }

  /// The same node with other labels and targets.
  public AskNode withAnswers(SequencedMap<String, String> other) {
    return new AskNode(id, about, model, question, other, otherwise, within);
  }

  /// The same node leading elsewhere where no label was given.
  public AskNode withOtherwise(String other) {
    return new AskNode(id, about, model, question, answers, other, within);
  }

  /// The same node with another time to answer in.
  public AskNode withWithin(Duration other) {
    return new AskNode(id, about, model, question, answers, otherwise, other);
  }

  private static Slot slot(String label) {
    return new Slot.Entry(ANSWERS, label);
  }
}
