package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.dialect.kit.Wellformed;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whatever a client sends, it is refused in its own words or can be written for every provider.
final class ClientBodyFuzzTest {
  private static final Set<Quirk> ALL_QUIRKS = EnumSet.allOf(Quirk.class);
  private static final Map<String, String> PARAMS = Map.of("top_k", "40", "temperature", "0.5");

  @FuzzTest
  void openai(byte[] body) {
    read("openai", body);
  }

  @FuzzTest
  void anthropic(byte[] body) {
    read("anthropic", body);
  }

  @FuzzTest
  void responses(byte[] body) {
    read("responses", body);
  }

  @FuzzTest
  void gemini(byte[] body) {
    read("gemini", body);
  }

  @FuzzTest
  void ollama(byte[] body) {
    read("ollama", body);
    ClientDialect client = Dialects.client("ollama");
    for (ClientRoute route : client.routes()) {
      var call = new ClientCall(route, Map.of(), "", Map.of(), body);
      switch (route.asks()) {
        case ANSWER -> heard("ollama", client, client.read(call), body);
        case MODEL -> named(client, client.named(call));
        case COUNT, MODELS, ABOUT, EMBED, MANAGE -> {}
      }
    }
  }

  private static void named(ClientDialect client, ClientDialect.Named named) {
    switch (named) {
      case ClientDialect.Named.Model(String id) -> Wellformed.json(client.model(id));
      case ClientDialect.Named.Refused refused -> refused(client, refused.error());
    }
  }

  private static void read(String dialect, byte[] body) {
    ClientDialect client = Dialects.client(dialect);
    byte[] before = body.clone();
    heard(dialect, client, client.read(body), body);
    heard(dialect, client, client.read(ClientCall.of(ClientRoute.Asks.COUNT, body)), body);
    assertTrue(java.util.Arrays.equals(before, body), "the body was changed");
  }

  private static void heard(String dialect, ClientDialect client, Reading reading, byte[] body) {
    switch (reading) {
      case Reading.Refused refused -> refused(client, refused.error());
      case Reading.Answered answered -> Wellformed.json(answered.body());
      case Reading.Understood understood -> {
        understood.repeated().values().forEach(Wellformed::value);
        Dialects.providers().forEach(each -> written(dialect, each, understood.request(), body));
      }
    }
  }

  private static void refused(ClientDialect client, ClientError error) {
    assertTrue(error.status() >= 400 && error.status() < 500, error::toString);
    Wellformed.json(client.error(error, "req_1").body());
  }

  private static void written(String from, ProviderDialect to, ChatRequest request, byte[] body) {
    check(to, request, Optional.empty(), Set.of());
    check(to, request, Optional.empty(), ALL_QUIRKS);
    if (from.equals(to.id())) {
      check(to, request, Optional.of(body), Set.of());
      again(to, request);
    }
  }

  private static ProviderCall check(
      ProviderDialect to, ChatRequest request, Optional<byte[]> body, Set<Quirk> quirks) {
    var plan = Plans.plan(request, body, "some-model", PARAMS, quirks, 4_096);
    ProviderCall call = to.write(plan);
    assertTrue(call.path().startsWith("/"), call.path());
    Wellformed.header(call.path());
    call.headers().forEach((name, value) -> Wellformed.header(name + value));
    var json = Wellformed.json(call.body());
    if (json.has("model")) {
      assertEquals("some-model", json.path("model").asString());
    }
    return call;
  }

  /// What we write in a dialect can be read in it.
  private static void again(ProviderDialect dialect, ChatRequest request) {
    ProviderCall call = check(dialect, request, Optional.empty(), Set.of());
    Reading again = Dialects.client(dialect.id()).read(call.body());
    assertTrue(again instanceof Reading.Understood, () -> again + " " + utf8(call));
  }

  private static String utf8(ProviderCall call) {
    return Wellformed.utf8(call.body());
  }
}
