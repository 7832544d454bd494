package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.dialect.kit.HeardAnswer;
import io.signalbox.engine.dialect.kit.ProviderAnswer;
import io.signalbox.engine.dialect.kit.RecordedAnswer;
import io.signalbox.engine.dialect.kit.SaidAnswer;
import io.signalbox.engine.dialect.kit.SaidAnswer.Ending;
import io.signalbox.engine.dialect.kit.Translation;
import io.signalbox.engine.exchange.answer.AnswerLosses;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/// What a provider says, streamed or whole, reaches the clients of every dialect without loss of
/// text, calls, thinking, usage or the reason for its end, beyond the table of [CarriedLosses].
/// Answers that are made up, and recorded ones where they lie beside the project.
final class CarriedAnswerTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final List<String> CLIENTS =
      List.of("openai", "anthropic", "responses", "gemini", "ollama");
  private static final int SEEDS = Integer.getInteger("signalbox.seeds", 60);

  @TestFactory
  Stream<DynamicTest> answerReachesEveryClient() {
    return Stream.of(ProviderAnswer.values())
        .map(provider -> DynamicTest.dynamicTest(provider.id(), () -> made(provider)));
  }

  private static void made(ProviderAnswer provider) {
    for (int seed = 0; seed < SEEDS; seed++) {
      SaidAnswer said = SaidAnswer.random(new Random(seed));
      String name = provider.id() + " seed " + seed;
      var stream = new ByteArrayOutputStream();
      provider.stream(said).forEach(frame -> stream.writeBytes(frame.bytes()));
      carried(new RecordedAnswer(name, provider.id(), true, stream.toByteArray(), Set.of(), said));
      carried(new RecordedAnswer(name, provider.id(), false, provider.whole(said), Set.of(), said));
    }
  }

  @TestFactory
  Stream<DynamicTest> recordedAnswerReachesEveryClient() {
    return RecordedAnswer.all().stream()
        .map(recorded -> DynamicTest.dynamicTest(recorded.name(), () -> carried(recorded)));
  }

  private static void carried(RecordedAnswer answer) {
    Translation read =
        Translation.of(
            Dialects.provider(answer.provider()), answer.stream(), answer.quirks(), answer.bytes());
    assertEquals(Optional.empty(), read.failure().map(Failure::message), answer.name());
    for (String client : CLIENTS) {
      for (boolean stream : new boolean[] {true, false}) {
        byte[] told = read.told(Dialects.client(client), stream);
        HeardAnswer heard = HeardAnswer.of(client, stream, told);
        Set<String> lost = lost(answer.said(), heard);
        lost.addAll(leftOut(read, client, stream));
        lost.removeIf(each -> CarriedLosses.explains(answer.provider(), client, each));
        assertEquals(
            Set.of(),
            lost,
            () ->
                answer.name()
                    + (stream ? " streamed to " : " whole to ")
                    + client
                    + "\n"
                    + new String(told, java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }

  /// Parts that only the provider's dialect knows, as the trace names them.
  private static List<String> leftOut(Translation read, String client, boolean stream) {
    var losses = new AnswerLosses();
    var head = new ReplyHead("req_1", 1, "main", stream, true);
    losses.passedOn(read.events(), Dialects.client(client).writer(head)::tells);
    return losses.all().stream()
        .map(each -> each.replaceAll(".*no place for (.*): left out.", "$1: left out"))
        .toList();
  }

  /// What differs between what was said and what was heard.
  private static Set<String> lost(SaidAnswer said, HeardAnswer heard) {
    Set<String> lost = new TreeSet<>();
    differ(lost, "text", said.text(), heard.text.toString());
    differ(lost, "thinking", said.thinking(), heard.thinking.toString());
    differ(lost, "calls", calls(said), heard.calls.stream().map(CarriedAnswerTest::call).toList());
    if (!toolsAreCalled(said, heard)) {
      differ(lost, "ending", Optional.of(said.ending()), heard.ending);
    }
    differ(lost, "whole", true, heard.whole && !heard.error);
    differ(lost, "prompt tokens", said.used().prompt(), heard.prompt.orElse(0));
    differ(lost, "completion tokens", said.used().completion(), heard.completion.orElse(0));
    differ(lost, "cached tokens", said.used().cached(), heard.cached.orElse(0));
    differ(lost, "thinking tokens", said.used().reasoning(), heard.reasoning.orElse(0));
    for (int i = 0; i < Math.min(said.calls().size(), heard.calls.size()); i++) {
      String id = said.calls().get(i).id();
      differ(lost, "ids", id.isEmpty() ? heard.calls.get(i).id : id, heard.calls.get(i).id);
    }
    return lost;
  }

  /// Some providers end an answer that calls tools like any other: clients must hear of the calls.
  private static boolean toolsAreCalled(SaidAnswer said, HeardAnswer heard) {
    return !said.calls().isEmpty()
        && said.ending() == Ending.STOP
        && heard.ending.equals(Optional.of(Ending.TOOL_CALLS));
  }

  private static void differ(Set<String> lost, String what, Object said, Object heard) {
    if (!said.equals(heard)) {
      lost.add(what + ": " + said + " became " + heard);
    }
  }

  private static List<String> calls(SaidAnswer said) {
    return said.calls().stream()
        .map(call -> call.name() + " " + MAPPER.readTree(call.arguments()))
        .toList();
  }

  private static String call(HeardAnswer.Call call) {
    return call.name + " " + MAPPER.readTree(call.arguments.toString());
  }
}
