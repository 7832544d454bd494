package io.signalbox.app.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.store.TrafficInterval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the charts say.
final class TrafficChartsTest {
  @Test
  void failuresAreToldBesideTheRate() {
    assertEquals("20", TrafficCharts.requests(List.of(pulse(120, 0), pulse(80, 0)), 10));
    assertEquals("< 0.1 · 74 requests", TrafficCharts.requests(List.of(pulse(74, 0)), 1440));
    assertEquals("20 · 3 failed", TrafficCharts.requests(List.of(pulse(120, 1), pulse(80, 2)), 10));
  }

  private static TrafficInterval pulse(long requests, long failed) {
    return new TrafficInterval(Instant.EPOCH, requests, failed, 0, Money.ZERO, Map.of());
  }
}
