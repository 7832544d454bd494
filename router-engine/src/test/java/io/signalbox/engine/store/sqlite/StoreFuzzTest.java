package io.signalbox.engine.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.store.StoreException;
import io.signalbox.engine.trace.TraceCodec;
import java.nio.charset.StandardCharsets;

/// Whatever stands in a row of the ledger, it is understood or called damaged.
final class StoreFuzzTest {
  @FuzzTest
  void ledgerRow(byte[] row) {
    String text = new String(row, StandardCharsets.UTF_8);
    try {
      SqliteLedger.read(text);
    } catch (StoreException expected) {
      // It is damaged.
    }
    var sample = TraceSample.of(text).in(text).by(text).with(text);
    assertEquals(text, SqliteLedger.read(TraceCodec.json(sample.trace())).id());
  }
}
