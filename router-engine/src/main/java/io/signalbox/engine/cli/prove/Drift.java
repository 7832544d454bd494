package io.signalbox.engine.cli.prove;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.BaseUrl;
import io.signalbox.engine.spi.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What two graphs decide otherwise: requests at the borders of the rules of both, also with models
/// that fail. Models are the same if name and address are, whatever their ids. Immutable.
///
/// @param requests how many were compared
/// @param differences by what both do, the largest first
public record Drift(int requests, List<Difference> differences) {
  private static final long SEED = 1;

  public Drift {
    differences = List.copyOf(differences);
  }

  /// Requests with which one graph does one thing and the other another.
  ///
  /// @param ours what the first one calls, in order, and answers
  /// @param theirs what the other does
  /// @param names of the requests, at least one
  public record Difference(Done ours, Done theirs, List<String> names) {
    public Difference {
      names = List.copyOf(names);
    }
  }

  /// What a graph does with a request.
  ///
  /// @param models as `openai/gpt-5.1`, with the address if it is not the provider's own
  /// @param status of the answer
  public record Done(List<String> models, int status) {
    public Done {
      models = List.copyOf(models);
    }

    /// `openai/gpt-5.1 → openai/gpt-5-mini (200)`
    public String line() {
      String called = models.isEmpty() ? "no model" : String.join(" → ", models);
      return called + " (" + status + ")";
    }
  }

  /// Compares two graphs; no provider is called.
  ///
  /// @param ours a graph without errors
  /// @param theirs another one
  /// @param count how many requests are made of the rules of both, 1 or more
  public static Drift between(Engine engine, RoutingGraph ours, RoutingGraph theirs, int count) {
    var one = new Side(engine, ours);
    var other = new Side(engine, theirs);
    var requests = new ArrayList<ProofRequest>();
    var borders = new ArrayList<>(Borders.of(ours));
    borders.addAll(Borders.of(theirs));
    long seed = SEED;
    for (Side side : List.of(one, other)) {
      new ProofPrompts(borders, seed++, request -> side.called(request).models())
          .made((count + 1) / 2)
          .forEach(requests::add);
    }
    return of(requests, one::called, other::called);
  }

  private static Drift of(
      List<ProofRequest> requests,
      Function<ProofRequest, Done> ours,
      Function<ProofRequest, Done> theirs) {
    Map<List<Done>, List<String>> found = new LinkedHashMap<>();
    var compared = requests.stream().distinct().toList();
    for (ProofRequest request : compared) {
      List<Done> both = List.of(ours.apply(request), theirs.apply(request));
      if (!both.getFirst().equals(both.getLast())) {
        found.computeIfAbsent(both, none -> new ArrayList<>()).add(request.name());
      }
    }
    return new Drift(
        compared.size(),
        found.entrySet().stream()
            .map(each ->
                new Difference(each.getKey().getFirst(), each.getKey().getLast(), each.getValue()))
            .sorted(Comparator.comparingInt((Difference each) -> each.names().size()).reversed())
            .toList());
  }

  /// One of the graphs, whose models go by what they are.
  private static final class Side {
    private final Engine engine;
    private final RoutingGraph graph;
    private final Map<String, String> labels = new HashMap<>();

    Side(Engine engine, RoutingGraph graph) {
      this.engine = engine;
      this.graph = graph;
      graph.models().values().forEach(model -> labels.put(model.id(), label(model)));
    }

    private String label(Model model) {
      Optional<Provider> provider = engine.plugins().provider(model.provider());
      String own = provider.map(Provider::baseUrl).map(BaseUrl::plain).orElse("");
      String name = model.provider() + "/" + model.model();
      return model
          .url()
          .map(BaseUrl::plain)
          .filter(url -> !url.equals(own))
          .map(url -> model.model() + " at " + url)
          .orElse(name);
    }

    /// What it calls; the models that fail are told by their labels.
    Done called(ProofRequest request) {
      Map<String, FailureClass> failing =
          labels.entrySet().stream()
              .filter(each -> request.failing().containsKey(each.getValue()))
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, each -> request.failing().get(each.getValue())));
      return Proof.predicted(engine, graph, request.failing(failing))
          .map(did ->
              new Done(did.models().stream().map(labels::get).toList(), did.trace().status()))
          .orElseGet(() -> new Done(List.of(), 400));
    }
  }
}
