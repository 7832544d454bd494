package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What must not happen under a write.
@Timeout(20)
final class ClientConnectionWriterTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ClientConnectionWriter writer = new ClientConnectionWriter(new Gated());

  /// A connection that takes bytes as soon as the test lets it.
  private final class Gated implements DataWriter {
    @Override
    public void write(BufferData... buffers) {
      begun.countDown();
      try {
        gate.await();
        events.add("written");
      } catch (InterruptedException e) {
        events.add("interrupted");
      }
    }

    @Override
    public void write(BufferData buffer) {
      write(new BufferData[] {buffer});
    }

    @Override
    public void writeNow(BufferData... buffers) {
      write(buffers);
    }

    @Override
    public void writeNow(BufferData buffer) {
      write(buffer);
    }
  }

  /// Between the moment in which a client has the bytes and the return of the write it may hang up;
  /// an interrupt then would make a failure of a write that was none.
  @Test
  void interruptWaitsForWriteToEnd() throws Exception {
    Thread answering = Thread.ofPlatform().start(() -> writer.write(BufferData.empty()));
    begun.await();
    Thread listening =
        Thread.ofPlatform()
            .start(() ->
                writer.afterWrite(() -> {
                  events.add("interrupt");
                  answering.interrupt();
                }));
    while (listening.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertFalse(writer.between(() -> events.add("between")));
    gate.countDown();
    answering.join();
    listening.join();
    assertEquals(List.of("written", "interrupt"), events);
  }
}
