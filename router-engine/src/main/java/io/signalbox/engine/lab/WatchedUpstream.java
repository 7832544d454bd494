package io.signalbox.engine.lab;

import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.upstream.Upstream;
import io.signalbox.engine.upstream.UpstreamAnswer;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets calls through and keeps what is sent and what comes back, for the one who looks on. Safe
/// for threads.
///
/// @param told of each call when it is over, on the thread that made it; it must return soon
record WatchedUpstream(Upstream upstream, Consumer<SentCall> told) implements Upstream {
  @Override
  public UpstreamAnswer ask(UpstreamCall call) {
    UpstreamAnswer answer = upstream.ask(call);
    return switch (answer) {
      case UpstreamAnswer.Failed no -> {
        told.accept(sent(call, "", no.failure().message(), false));
        yield no;
      }
      case UpstreamAnswer.Arriving arriving -> new Watched(call, arriving, told);
    };
  }

  private static SentCall sent(UpstreamCall call, String reply, String trouble, boolean cut) {
    byte[] body = call.call().body();
    int kept = Math.min(body.length, SentCall.MOST);
    return new SentCall(
        call.model(),
        call.baseUrl() + call.call().path(),
        call.call().headers(),
        new String(body, 0, kept, StandardCharsets.UTF_8),
        reply,
        trouble,
        cut || kept < body.length,
        call.call().losses());
  }

  /// An answer of which a copy is kept. Belongs to one thread.
  private static final class Watched implements UpstreamAnswer.Arriving {
    private final UpstreamCall call;
    private final UpstreamAnswer.Arriving answer;
    private final Consumer<SentCall> told;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private boolean cut;
    private boolean over;

    Watched(UpstreamCall call, UpstreamAnswer.Arriving answer, Consumer<SentCall> told) {
      this.call = call;
      this.answer = answer;
      this.told = told;
    }

    @Override
    public Optional<UpstreamAnswer.Piece> next() {
      Optional<UpstreamAnswer.Piece> piece = answer.next();
      piece.ifPresent(each -> keep(each.raw()));
      return piece;
    }

    private void keep(byte[] raw) {
      int kept = Math.min(raw.length, SentCall.MOST - copy.size());
      copy.write(raw, 0, kept);
      cut |= kept < raw.length;
    }

    @Override
    public RateLimits limits() {
      return answer.limits();
    }

    @Override
    public boolean simulated() {
      return answer.simulated();
    }

    @Override
    public void close() {
      answer.close();
      if (!over) {
        over = true;
        told.accept(sent(call, copy.toString(StandardCharsets.UTF_8), "", cut));
      }
    }
  }
}
