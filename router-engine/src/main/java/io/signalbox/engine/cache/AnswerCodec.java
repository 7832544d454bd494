package io.signalbox.engine.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.EmbeddingVector;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The form of an answer on the disk: a version, then fields in order, texts after their length in
/// bytes, all under a checksum of the store. What cannot be read is no answer, and no error either:
/// a cache can do without.
public final class AnswerCodec {
  private static final int VERSION = 1;
  private static final int MOST_EVENTS = 100_000;

  private AnswerCodec() {}

  /// An answer as bytes.
  ///
  /// @param answer one whose events are of [AnswerEvents]
  public static byte[] write(EarlierAnswer answer) {
    var bytes = new ByteArrayOutputStream(1_024);
    try (var out = new DataOutputStream(bytes)) {
      write(answer, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /// The answer that bytes hold; empty if they hold none.
  public static Optional<EarlierAnswer> read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      EarlierAnswer answer = read(in);
      return in.available() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static void write(EarlierAnswer answer, DataOutputStream out) throws IOException {
    out.writeByte(VERSION);
    text(answer.model(), out);
    text(answer.provider(), out);
    text(answer.providerModel(), out);
    text(answer.usd().map(Money::plain).orElse(""), out);
    out.writeBoolean(answer.simulated());
    out.writeBoolean(answer.usage().isPresent());
    if (answer.usage().isPresent()) {
      usage(answer.usage().get(), out);
    }
    out.writeInt(answer.events().size());
    for (ReplyEvent event : answer.events()) {
      event(event, out);
    }
  }

  private static EarlierAnswer read(DataInputStream in) throws IOException {
    if (in.readByte() != VERSION) {
      throw new IOException("a version that is not known");
    }
    String model = text(in);
    String provider = text(in);
    String providerModel = text(in);
    String usd = text(in);
    boolean simulated = in.readBoolean();
    Optional<Usage> usage = in.readBoolean() ? Optional.of(usage(in)) : Optional.empty();
    List<ReplyEvent> events = events(in);
    Optional<Money> cost = usd.isEmpty() ? Optional.empty() : Optional.of(Money.of(usd));
    return new EarlierAnswer(events, usage, model, provider, providerModel, cost, simulated);
  }

  private static void event(ReplyEvent event, DataOutputStream out) throws IOException {
    switch (event) {
      case ReplyEvent.Started(String id, String model) -> texts('S', out, id, model);
      case ReplyEvent.TextDelta(String text) -> texts('T', out, text);
      case ReplyEvent.ReasoningDelta(String text) -> texts('R', out, text);
      case ReplyEvent.ReasoningSigned(String signature) -> texts('G', out, signature);
      case ReplyEvent.ReasoningRedacted(String data) -> texts('D', out, data);
      case ReplyEvent.Finished(FinishReason reason, String raw) ->
          texts('F', out, reason.name(), raw);
      case ReplyEvent.RefusalDelta e -> throw notKept(e);
      case ReplyEvent.ToolCallStarted e -> throw notKept(e);
      case ReplyEvent.ToolCallDelta e -> throw notKept(e);
      case ReplyEvent.Foreign e -> throw notKept(e);
      case ReplyEvent.UsageReported e -> throw notKept(e);
      case ReplyEvent.Failed e -> throw notKept(e);
      case ReplyEvent.KeepAlive e -> throw notKept(e);
      case ReplyEvent.Embedded(int index, EmbeddingVector vector) -> vector(index, vector, out);
    }
  }

  private static void vector(int index, EmbeddingVector vector, DataOutputStream out)
      throws IOException {
    String number = Integer.toString(index);
    switch (vector) {
      case EmbeddingVector.Decimals(String json) -> texts('V', out, number, json);
      case EmbeddingVector.Packed(String base64) -> texts('P', out, number, base64);
    }
  }

  private static IllegalArgumentException notKept(ReplyEvent event) {
    return new IllegalArgumentException(event.getClass().getSimpleName() + " is not kept");
  }

  private static List<ReplyEvent> events(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_EVENTS) {
      throw new IOException("too many events");
    }
    var events = new ArrayList<ReplyEvent>();
    for (int i = 0; i < count; i++) {
      events.add(event(in));
    }
    return events;
  }

  private static ReplyEvent event(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 'S' -> new ReplyEvent.Started(text(in), text(in));
      case 'T' -> new ReplyEvent.TextDelta(text(in));
      case 'R' -> new ReplyEvent.ReasoningDelta(text(in));
      case 'G' -> new ReplyEvent.ReasoningSigned(text(in));
      case 'D' -> new ReplyEvent.ReasoningRedacted(text(in));
      case 'V' -> new ReplyEvent.Embedded(number(in), new EmbeddingVector.Decimals(text(in)));
      case 'P' -> new ReplyEvent.Embedded(number(in), new EmbeddingVector.Packed(text(in)));
      case 'F' -> new ReplyEvent.Finished(FinishReason.valueOf(text(in)), text(in));
      default -> throw new IOException("an event of kind " + kind);
    };
  }

  private static int number(DataInputStream in) throws IOException {
    return Integer.parseInt(text(in)); // what is none is an illegal argument
  }

  private static void usage(Usage usage, DataOutputStream out) throws IOException {
    out.writeLong(usage.promptTokens());
    out.writeLong(usage.cachedTokens());
    out.writeLong(usage.cacheWriteTokens());
    out.writeLong(usage.cacheWriteHourTokens());
    out.writeLong(usage.completionTokens());
    out.writeLong(usage.reasoningTokens());
    text(usage.chargedUsd().map(BigDecimal::toPlainString).orElse(""), out);
  }

  private static Usage usage(DataInputStream in) throws IOException {
    long prompt = in.readLong();
    long cached = in.readLong();
    long written = in.readLong();
    long writtenHour = in.readLong();
    long completion = in.readLong();
    long reasoning = in.readLong();
    String charged = text(in);
    return new Usage(
        prompt,
        cached,
        written,
        writtenHour,
        completion,
        reasoning,
        charged.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(charged)));
  }

  private static void texts(char kind, DataOutputStream out, String... texts) throws IOException {
    out.writeByte(kind);
    for (String text : texts) {
      text(text, out);
    }
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text beyond the end");
    }
    return new String(in.readNBytes(length), UTF_8);
  }
}
