package io.signalbox.engine.lab;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// How the routes of requests differ between two graphs. Immutable.
///
/// @param requests in the order of the samples
public record RouteDiff(List<Compared> requests) {
  public RouteDiff {
    requests = List.copyOf(requests);
  }

  /// A request's route through both graphs.
  public record Compared(String name, Taken before, Taken after) {
    /// Whether another model answers or other models are called on the way, or another status is
    /// given.
    public boolean changed() {
      return !before.called().equals(after.called()) || before.status() != after.status();
    }

    /// Whether only the nodes on the way differ.
    public boolean rerouted() {
      return !changed() && !before.path().equals(after.path());
    }
  }

  /// A route.
  ///
  /// @param answer the id of the model that answers; empty if none does
  /// @param called the models called, in order, as `opus (anthropic/claude-opus-4-5)`
  /// @param path the ids of the nodes on the way
  /// @param usd what is expected to be paid; empty if a price is unknown
  public record Taken(
      Optional<String> answer,
      List<String> called,
      List<String> path,
      int status,
      Optional<Money> usd) {
    public Taken {
      called = List.copyOf(called);
      path = List.copyOf(path);
    }

    static Taken of(Trace trace) {
      List<String> called = trace.calls().stream().map(Taken::named).toList();
      return new Taken(
          trace.answer().map(Attempt::model),
          called,
          trace.path(),
          trace.status(),
          SuiteVerdict.cost(trace));
    }

    private static String named(Attempt call) {
      return call.model() + " (" + call.provider() + "/" + call.providerModel() + ")";
    }

    /// The model that answers with what stands behind it, or the status.
    public String end() {
      return answer.isPresent() ? called.getLast() : "no answer, status " + status;
    }
  }

  /// Requests that change from one model to another.
  ///
  /// @param from the model that answered, or the status
  /// @param requests at least one
  public record Group(String from, String to, List<Compared> requests) {
    public Group {
      requests = List.copyOf(requests);
    }

    /// What is paid more for these; less is negative; empty if a price is unknown.
    public Optional<Money> usd() {
      Spend spend = Spend.of(requests);
      return spend.counted() == requests.size() ? Optional.of(spend.change()) : Optional.empty();
    }
  }

  /// What is expected to be paid for the requests whose prices are known in both graphs.
  ///
  /// @param counted how many these are
  public record Spend(Money before, Money after, int counted) {
    static Spend of(List<Compared> requests) {
      Money before = Money.ZERO;
      Money after = Money.ZERO;
      int counted = 0;
      for (Compared each : requests) {
        if (each.before().usd().isPresent() && each.after().usd().isPresent()) {
          before = before.plus(each.before().usd().get());
          after = after.plus(each.after().usd().get());
          counted++;
        }
      }
      return new Spend(before, after, counted);
    }

    /// What is paid more; less is negative.
    public Money change() {
      return after.minus(before);
    }
  }

  /// Takes each request through both graphs; no provider is called.
  ///
  /// @param before a graph without errors
  /// @param after another one
  public static RouteDiff of(
      RouteSimulation simulation,
      RoutingGraph before,
      RoutingGraph after,
      List<SampleRequest> samples) {
    return new RouteDiff(
        samples.stream()
            .map(each ->
                new Compared(
                    each.name(),
                    Taken.of(simulation.timed(before, each)),
                    Taken.of(simulation.timed(after, each))))
            .toList());
  }

  /// Those whose route changes.
  public List<Compared> changed() {
    return requests.stream().filter(Compared::changed).toList();
  }

  /// How many reach the same models by other nodes.
  public long rerouted() {
    return requests.stream().filter(Compared::rerouted).count();
  }

  /// Those whose route changes, by the models that answer, the largest group first.
  public List<Group> groups() {
    var groups = new LinkedHashMap<List<String>, List<Compared>>();
    for (Compared each : changed()) {
      List<String> key = List.of(each.before().end(), each.after().end());
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(each);
    }
    return groups.entrySet().stream()
        .map(each -> new Group(each.getKey().getFirst(), each.getKey().getLast(), each.getValue()))
        .sorted(Comparator.comparingInt((Group group) -> group.requests().size()).reversed())
        .toList();
  }

  /// What all requests are expected to cost.
  public Spend spend() {
    return Spend.of(requests);
  }
}
