package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Answers a request that an earlier one was equal or similar to with that one's answer. All others
/// go on, and their answers are kept on this machine.
///
/// @param match what counts as the same request
/// @param similarity the least cosine of the vectors of both last user messages, 0–1
/// @param ttl how old an answer may be
/// @param of whose requests share answers; never those of several apps
/// @param encoder the name of the encoder of texts, for similar requests
/// @param to the target of requests that are not answered
public record CacheNode(
    String id,
    About about,
    Match match,
    double similarity,
    Duration ttl,
    Scope of,
    String encoder,
    String to)
    implements Node {
  /// How similar texts must be where a graph says nothing.
  public static final double USUAL_SIMILARITY = 0.95;

  /// How old an answer may be where a graph says nothing.
  public static final Duration USUAL_TTL = Duration.ofHours(1);

  private static final Slot TO = new Slot.Field("to");

  /// What counts as the same request.
  public enum Match {
    EXACT,
    SIMILAR
  }

  private static final FieldType<Scope> SCOPE =
      new FieldType.Scalar<>(
          "cache_scope",
          "a scope of answers",
          "Write app, user or metadata.KEY; answers are never shared by apps.",
          text -> Scope.read(text).filter(CacheNode::isNarrow),
          Scope::id,
          false);

  /// How it is written.
  public static final RecordFormat<CacheNode> FORMAT =
      new RecordFormat<>(
          "cache",
          "a node of kind cache",
          "Answers from an earlier reply to an equal or similar request of the same app. Answers"
              + " are kept on this machine.",
          new CacheNode(
              "",
              About.NOTHING,
              Match.EXACT,
              USUAL_SIMILARITY,
              USUAL_TTL,
              new Scope.App(),
              IntentNode.USUAL_ENCODER,
              ""),
          List.of(
              Field.usually(
                  Match.EXACT,
                  "match",
                  FieldType.word(Match.class),
                  "What counts as the same request: `exact`, or `similar` last user messages with"
                      + " all else equal.",
                  CacheNode::match,
                  CacheNode::withMatch),
              Field.usually(
                  USUAL_SIMILARITY,
                  "similarity",
                  FieldType.FRACTION,
                  "The least cosine of the vectors of both messages; for `similar` alone.",
                  CacheNode::similarity,
                  CacheNode::withSimilarity),
              Field.usually(
                      USUAL_TTL,
                      "ttl",
                      FieldType.DURATION,
                      "How old an answer may be.",
                      CacheNode::ttl,
                      CacheNode::withTtl)
                  .titled("Keep for"),
              Field.usually(
                      (Scope) new Scope.App(),
                      "of",
                      SCOPE,
                      "Whose requests share answers: app, user or metadata.KEY, within one app.",
                      CacheNode::of,
                      CacheNode::withOf)
                  .titled("Shared by"),
              Field.usually(
                  IntentNode.USUAL_ENCODER,
                  "encoder",
                  new FieldType.Text(FieldType.Text.Extent.LINE),
                  "The encoder of texts; for `similar` alone.",
                  CacheNode::encoder,
                  CacheNode::withEncoder),
              Field.usually(
                  "",
                  "to",
                  new FieldType.Target(),
                  "The target of requests that are not answered.",
                  CacheNode::to,
                  CacheNode::withTo)));

  private static boolean isNarrow(Scope scope) {
    return switch (scope) {
      case Scope.Graph graph -> false;
      case Scope.Computed computed -> false;
      case Scope.App app -> true;
      case Scope.User user -> true;
      case Scope.Metadata label -> true;
    };
  }

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.CACHE;
  }

  @Override
  public void check(FieldProblems problems) {
    problems.duration("ttl", Optional.of(ttl));
    problems.add(ProblemCode.CACHE_STORES);
  }

  @Override
  public List<Exit> exits() {
    return List.of(new Exit(TO, "miss", to));
  }

  @Override
  public List<String> bypass() {
    return Stream.of(to).filter(id -> !id.isEmpty()).toList();
  }

  @Override
  public CacheNode withId(String other) {
    return new CacheNode(other, about, match, similarity, ttl, of, encoder, to);
  }

  @Override
  public CacheNode withAbout(About other) {
    return new CacheNode(id, other, match, similarity, ttl, of, encoder, to);
  }

  @Override
  public CacheNode withTargets(Retarget target) {
    return withTo(target.apply(TO, to));
  }

  /// The same node with another measure.
  public CacheNode withMatch(Match other) {
    return new CacheNode(id, about, other, similarity, ttl, of, encoder, to);
  }

  /// The same node with another least similarity.
  public CacheNode withSimilarity(double other) {
    return new CacheNode(id, about, match, other, ttl, of, encoder, to);
  }

  /// The same node keeping answers longer or shorter.
  public CacheNode withTtl(Duration other) {
    return new CacheNode(id, about, match, similarity, other, of, encoder, to);
  }

  /// The same node sharing answers among others.
  public CacheNode withOf(Scope other) {
    return new CacheNode(id, about, match, similarity, ttl, other, encoder, to);
  }

  /// The same node with another encoder.
  public CacheNode withEncoder(String other) {
    return new CacheNode(id, about, match, similarity, ttl, of, other, to);
  }

  /// The same node leading elsewhere.
  public CacheNode withTo(String other) {
    return new CacheNode(id, about, match, similarity, ttl, of, encoder, other);
  }
}
