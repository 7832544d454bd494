package io.signalbox.engine.graph;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// In this order until one answers.
///
/// @param on the failures after which the next branch is tried
/// @param retries how often a branch is tried again before the next one
/// @param firstToken the longest silence before the first token
/// @param total the longest time for the whole answer, however many calls it takes
/// @param attempts the most calls below this node; empty: [RoutingGraph#MOST_ATTEMPTS]
/// @param hedgeAfter how long a branch may stay silent before the next one is called beside it;
///   empty: it never is
/// @param midStream what happens when an answer breaks off that has begun
public record FallbackNode(
    String id,
    About about,
    List<String> to,
    Set<FailureClass> on,
    int retries,
    Optional<Duration> firstToken,
    Optional<Duration> total,
    OptionalInt attempts,
    Optional<Duration> hedgeAfter,
    MidStream midStream)
    implements BranchingNode {
  /// What happens when a stream breaks off that a client has begun to read.
  public enum MidStream {
    /// It ends with an error event.
    STOP,
    /// The next branch goes on where it broke off, if all of it so far is plain text.
    CONTINUE
  }

  /// So many times a branch may be tried again.
  private static final int MOST_RETRIES = 10;

  /// The failures after which the next branch is tried when the file names none: all but those that
  /// would be the same at every model.
  public static final Set<FailureClass> USUAL =
      Collections.unmodifiableSet(
          EnumSet.complementOf(
              EnumSet.of(FailureClass.BAD_REQUEST, FailureClass.CONTENT_FILTERED)));

  /// One that does not hedge, and continues no answer.
  public FallbackNode(
      String id,
      About about,
      List<String> to,
      Set<FailureClass> on,
      int retries,
      Optional<Duration> firstToken,
      Optional<Duration> total,
      OptionalInt attempts) {
    this(id, about, to, on, retries, firstToken, total, attempts, Optional.empty(), MidStream.STOP);
  }

  public FallbackNode {
    to = List.copyOf(to);
    on = Collections.unmodifiableSet(on.isEmpty() ? Set.of() : EnumSet.copyOf(on));
  }

  /// How it is written: reader, writer, JSON Schema and the format page go by this list.
  public static final RecordFormat<FallbackNode> FORMAT =
      new RecordFormat<>(
          "fallback",
          "a node of kind fallback",
          "In this order until one answers.",
          new FallbackNode(
              "",
              About.NOTHING,
              List.of(),
              USUAL,
              0,
              Optional.empty(),
              Optional.empty(),
              OptionalInt.empty()),
          List.of(
              Field.required(
                  "to",
                  new FieldType.Targets(),
                  "The branches, the first one first.",
                  FallbackNode::to,
                  FallbackNode::withTo),
              Field.usually(
                  USUAL,
                  "on",
                  new FieldType.Words<>(FailureClass.class, FailureClass.words()),
                  "The failures after which the next branch is tried; `[]`: none.",
                  FallbackNode::on,
                  FallbackNode::withOn),
              Field.usually(
                  0L,
                  "retries",
                  new FieldType.Whole(0, MOST_RETRIES),
                  "How often a branch is tried again before the next one.",
                  node -> (long) node.retries(),
                  (node, retries) -> node.withRetries(Math.toIntExact(retries))),
              Field.optional(
                  "first_token",
                  FieldType.DURATION,
                  "The longest wait for the first token of a streamed answer; a whole answer has"
                      + " only `total`.",
                  FallbackNode::firstToken,
                  (node, most) -> node.withFirstToken(Optional.of(most))),
              Field.optional(
                  "total",
                  FieldType.DURATION,
                  "The longest time for the whole answer: all calls below this node together, with"
                      + " the waits between them.",
                  FallbackNode::total,
                  (node, most) -> node.withTotal(Optional.of(most))),
              Field.optional(
                  "attempts",
                  new FieldType.Whole(1, RoutingGraph.MOST_ASKED_ATTEMPTS),
                  "The most calls below this node, 3 if it is not set. More than 3 also raises the"
                      + " limit of the whole request; an SDK that retries twice triples them.",
                  node -> node.attempts().stream().mapToObj(Long::valueOf).findFirst(),
                  (node, most) -> node.withAttempts(OptionalInt.of(Math.toIntExact(most)))),
              Field.optional(
                  "hedge_after",
                  FieldType.DURATION,
                  "The silence after which the next model is called as well; the first answer is"
                      + " taken, the other call is canceled and paid for. Never before the model's"
                      + " own p95 of the first token, and only for the first turn of a"
                      + " conversation.",
                  FallbackNode::hedgeAfter,
                  (node, most) -> node.withHedgeAfter(Optional.of(most))),
              Field.usually(
                  MidStream.STOP,
                  "mid_stream",
                  FieldType.word(MidStream.class),
                  "What happens when a stream breaks off that has begun: `stop` ends it with an"
                      + " error event; `continue` lets the next model go on where it broke off,"
                      + " if what was said is plain text: no tools, no JSON, no thinking.",
                  FallbackNode::midStream,
                  FallbackNode::withMidStream)));

  @Override
  public void write(FieldSink sink) {
    FORMAT.write(sink, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.FALLBACK;
  }

  @Override
  public void check(FieldProblems problems) {
    problems.branches("to", to);
    if (on.isEmpty() && to.size() > 1) {
      problems.add(ProblemCode.NO_FAILURE_CLASSES, "on");
    }
    problems.between("retries", retries, 0, MOST_RETRIES, "0 to " + MOST_RETRIES);
    attempts.ifPresent(most -> problems.attempts("attempts", most));
    problems.duration("first_token", firstToken);
    problems.duration("total", total);
    problems.duration("hedge_after", hedgeAfter);
  }

  @Override
  public Optional<FailoverRule> failover() {
    return Optional.of(new FailoverRule(true, retries, mostCalls()));
  }

  /// Whether the next branch goes on with an answer that breaks off.
  public boolean continues() {
    return midStream == MidStream.CONTINUE;
  }

  /// The most calls below this node.
  public int mostCalls() {
    return attempts.orElse(RoutingGraph.MOST_ATTEMPTS);
  }

  @Override
  public List<Exit> exits() {
    return Targets.exits(to, Targets::ordinal);
  }

  @Override
  public FallbackNode withId(String other) {
    return new FallbackNode(
        other, about, to, on, retries, firstToken, total, attempts, hedgeAfter, midStream);
  }

  @Override
  public FallbackNode withAbout(About other) {
    return new FallbackNode(
        id, other, to, on, retries, firstToken, total, attempts, hedgeAfter, midStream);
  }

  @Override
  public FallbackNode withTargets(Retarget target) {
    return withTo(Targets.retargeted(to, target));
  }

  @Override
  public FallbackNode withBranch(String more) {
    return withTo(Targets.with(to, more));
  }

  @Override
  public FallbackNode withOnly(List<Integer> branches) {
    return withTo(Targets.only(to, branches));
  }

  /// The same node with other branches.
  public FallbackNode withTo(List<String> other) {
    return new FallbackNode(
        id, about, other, on, retries, firstToken, total, attempts, hedgeAfter, midStream);
  }

  /// The same node, moving on after other failures.
  public FallbackNode withOn(Set<FailureClass> other) {
    return new FallbackNode(
        id, about, to, other, retries, firstToken, total, attempts, hedgeAfter, midStream);
  }

  /// The same node with another number of retries.
  public FallbackNode withRetries(int other) {
    return new FallbackNode(
        id, about, to, on, other, firstToken, total, attempts, hedgeAfter, midStream);
  }

  /// The same node with another limit of the time to the first token.
  public FallbackNode withFirstToken(Optional<Duration> other) {
    return new FallbackNode(
        id, about, to, on, retries, other, total, attempts, hedgeAfter, midStream);
  }

  /// The same node with another limit of the time for the whole answer.
  public FallbackNode withTotal(Optional<Duration> other) {
    return new FallbackNode(
        id, about, to, on, retries, firstToken, other, attempts, hedgeAfter, midStream);
  }

  /// The same node with another limit of calls.
  public FallbackNode withAttempts(OptionalInt other) {
    return new FallbackNode(
        id, about, to, on, retries, firstToken, total, other, hedgeAfter, midStream);
  }

  /// The same node with another silence after which it hedges.
  public FallbackNode withHedgeAfter(Optional<Duration> other) {
    return new FallbackNode(
        id, about, to, on, retries, firstToken, total, attempts, other, midStream);
  }

  /// The same node with another end of streams that break off.
  public FallbackNode withMidStream(MidStream other) {
    return new FallbackNode(
        id, about, to, on, retries, firstToken, total, attempts, hedgeAfter, other);
  }
}
