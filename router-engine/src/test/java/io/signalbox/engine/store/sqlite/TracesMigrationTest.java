package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.store.Ledger;
import io.signalbox.engine.store.TrafficFilter;
import io.signalbox.engine.store.TrafficInterval;
import io.signalbox.engine.store.TrafficRow;
import io.signalbox.engine.store.database.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Homes of the first version keep their traffic. */
final class TracesMigrationTest {
  private static final String ROW =
      """
      insert into trace (id, at, graph, app, user, conversation, asked_model, model, provider,
        provider_model, path, status, class, ms, first_token_ms, attempts, prompt_tokens,
        completion_tokens, pico, simulated, error)
      values (?, 60000, 'main', 'editor', '', '', '', 'fast', 'p', 'm', 1, ?, ? / 100, 9, 99, ?, 1, 1,
        2000000000, 0, '')\
      """;

  @TempDir private Path home;

  @Test
  void oldTrafficIsFoundAndCounted() {
    try (var handle = Jdbi.open("jdbc:sqlite:" + home.resolve("traces.db"))) {
      Schema.TRACES.steps().getFirst().forEach(handle::execute);
      handle.execute("insert into path (id, nodes) values (1, 'triage')");
      handle.execute(ROW, "r1", 200, 200, 1);
      handle.execute(ROW, "r2", 200, 200, 2);
      handle.execute(ROW, "r3", 502, 502, 1);
      handle.execute("pragma user_version = 1");
    }
    try (var store = Stores.open(home)) {
      Ledger ledger = store.ledger();
      assertEquals(
          List.of("r3", "r2", "r1"), ids(ledger.page(TrafficFilter.ALL.with("tri"), top(), 9)));
      var pulse =
          ledger.pulses(TrafficInterval.Grain.MINUTE, Instant.EPOCH, Instant.now()).getFirst();
      assertEquals(List.of(3L, 1L, 1L), List.of(pulse.requests(), pulse.failed(), pulse.saved()));
      assertEquals(Map.of(TrafficInterval.step(99), 3L), pulse.waits());
      assertEquals(Instant.ofEpochMilli(60_000), pulse.at());
    }
    try (var handle = Jdbi.open("jdbc:sqlite:" + home.resolve("traces.db"))) {
      assertEquals(
          List.of("0 2000000000 60000 60000"),
          handle
              .createQuery("select distinct concat_ws(' ', id, pico, first, last) from stretch")
              .mapTo(String.class)
              .list());
    }
  }

  private static TrafficFilter.Position top() {
    return TrafficFilter.Position.TOP;
  }

  private static List<String> ids(List<TrafficRow> rows) {
    return rows.stream().map(TrafficRow::id).toList();
  }
}
