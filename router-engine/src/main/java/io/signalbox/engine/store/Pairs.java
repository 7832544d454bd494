package io.signalbox.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The texts of requests that mirrors copied: prompts, and the answers of both models. They are
/// only kept where a mirror says so (`keep_texts`), for as long as it says, and never more than so
/// many bytes; the oldest go first. The file is made when the first text is kept, and what is
/// deleted is overwritten. Safe for use by many threads and processes. All methods throw
/// [StoreException] if the file cannot be used.
public interface Pairs {
  /// The most bytes of texts.
  long MOST_BYTES = 256L << 20;

  /// One of the two models that were asked the same. Its text form shows no text.
  ///
  /// @param model the id of the model that answered
  /// @param prompt what it was sent
  /// @param answer what it answered
  /// @param redacted what was redacted in both: names of kinds
  /// @param promises what was promised of models when it answered
  record Side(
      String model,
      String prompt,
      String answer,
      List<String> redacted,
      List<PromisedModel> promises) {
    public Side {
      redacted = List.copyOf(redacted);
      promises = List.copyOf(promises);
    }

    @Override
    public String toString() {
      return "an answer of " + model;
    }
  }

  /// A promise of the graph at the time of a request.
  ///
  /// @param when the condition on requests; empty: all
  /// @param only the condition on models
  /// @param about whether it was about this request
  record PromisedModel(String name, String when, String only, boolean about) {}

  /// Which request was copied by which node.
  ///
  /// @param request its id
  /// @param graph the graph's name
  /// @param mirror the id of the node
  record PairKey(String request, String graph, String mirror) {}

  /// The texts of both sides.
  ///
  /// @param original the side whose answer the client got
  /// @param copy the side of the copy
  record Pair(PairKey key, Side original, Side copy) {}

  /// What there is of a mirror.
  ///
  /// @param whole those of which both texts are kept, in the order in which they came
  /// @param halves how many have a text of one side only: the other failed, said nothing, was given
  ///   again by a cache or is still awaited
  record KeptPairs(List<PairKey> whole, long halves) {
    public KeptPairs {
      whole = List.copyOf(whole);
    }
  }

  /// Keeps one side in the place of an earlier one.
  ///
  /// @param copy whether it is the copy's
  void keep(PairKey key, boolean copy, Side side, Instant at, Duration keep);

  /// What is kept of a mirror; makes no file.
  ///
  /// @param since only requests that were answered then or later
  KeptPairs of(String graph, String mirror, Instant since);

  /// Both texts of a request; empty if they are not there any more.
  Optional<Pair> find(PairKey key);

  /// Removes all texts of a graph, from the disk too, and says of how many answers.
  ///
  /// @param graph the graph's name; empty: of all graphs
  long forget(Optional<String> graph);
}
