package io.signalbox.engine;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.learned.MadeOutcomes;
import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of node, streamed and whole, for clients of every dialect: which providers are called
/// with what, what the client gets, and what is recorded. One running program serves the graphs of
/// all rows.
@Timeout(300)
final class NodeKindTableTest {
  private static final int AT_ONCE = 16;
  private static final List<NodeKindRow> ROWS =
      Stream.of(DecisionRows.all(), OrderRows.all(), QuotaRows.all(), ChangeRows.all())
          .flatMap(List::stream)
          .toList();

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<String, NodeKindScene> all = new HashMap<>();
  private Optional<Rig> rig = Optional.empty();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void everyKindHasRows() {
    assertEquals(Set.copyOf(NodeKind.all()), ROWS.stream().map(NodeKindRow::kind).collect(toSet()));
  }

  @TestFactory
  Stream<DynamicContainer> kinds() {
    return Stream.of(ClientSpeech.values())
        .flatMap(client -> Stream.of(false, true).map(stream -> column(client, stream)))
        .toList()
        .stream();
  }

  private DynamicContainer column(ClientSpeech client, boolean stream) {
    var column = new Column(client, stream);
    String form = stream ? " client, streamed" : " client, whole";
    return DynamicContainer.dynamicContainer(
        client + form,
        column.scenes.stream()
            .map(scene -> DynamicTest.dynamicTest(scene.title(), () -> column.result(scene))));
  }

  /// All rows for one client's dialect and form.
  private final class Column {
    private final List<NodeKindScene> scenes = new ArrayList<>();
    private final Map<NodeKindScene, Future<?>> runs = new HashMap<>();

    Column(ClientSpeech client, boolean stream) {
      for (NodeKindRow row : ROWS) {
        String id = "%s-%s-%d".formatted(client, stream ? "streamed" : "whole", 1 + scenes.size());
        var scene = new NodeKindScene(row, id, client, stream);
        scenes.add(scene);
        all.put(id, scene);
      }
    }

    /// Waits for the end of a row. All rows of a column begin with the first that is asked for,
    /// some of them side by side: most of their time is waiting.
    void result(NodeKindScene scene) throws Throwable {
      if (runs.isEmpty()) {
        start();
      }
      try {
        runs.get(scene).get();
      } catch (ExecutionException e) {
        throw e.getCause();
      }
    }

    private void start() throws Exception {
      Rig started = running();
      var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
      open.add(threads);
      for (NodeKindScene scene : scenes) {
        if (!scene.row().alone()) {
          runs.put(scene, threads.submit(() -> scene.played(started)));
        }
      }
      for (var run : List.copyOf(runs.values())) {
        awaitEnd(run);
      }
      for (NodeKindScene scene : scenes) {
        if (scene.row().alone()) {
          var run = threads.submit(() -> scene.played(started));
          runs.put(scene, run);
          awaitEnd(run);
        }
      }
    }

    private void awaitEnd(Future<?> run) throws InterruptedException {
      try {
        run.get();
      } catch (ExecutionException e) {
        // Told by its own test.
        return;
      }
    }
  }

  private Rig running() throws IOException {
    if (rig.isEmpty()) {
      Files.writeString(home.resolve("outcomes.csv"), MadeOutcomes.csv(300, 1));
      Files.writeString(
          home.resolve("answers.suite.yaml"),
          "graph: test.yaml\n"
              + "cases:\n"
              + "  - { name: one, request: { text: well }, expect: { answer: { contains: from } }"
              + " }\n");
      var fake = new FakeProvider(this::serve);
      open.add(fake);
      String[] graphs =
          all.values().stream().map(scene -> scene.graph(fake.url())).toArray(String[]::new);
      var started = new Rig(home, graphs[0]);
      open.add(started);
      started.swap(graphs);
      rig = Optional.of(started);
    }
    return rig.get();
  }

  private void serve(FakeProvider.Line line) throws Exception {
    while (true) {
      String request = line.request();
      String[] path = request.substring(request.indexOf('/') + 1).split("/", 3);
      all.get(path[0]).serve(line, path[1], request);
    }
  }
}
