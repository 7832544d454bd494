package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.api.KeyPlace;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.exchange.Egress;
import io.signalbox.engine.exchange.ExchangeContext.Key;
import io.signalbox.engine.exchange.KeyConsent;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.upstream.Admission;
import io.signalbox.engine.upstream.HealthBoard;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which key goes to which server.
final class KeyringTest {
  private static final String EVIL = "https://evil.example";

  @TempDir private Path home;
  private final List<String> looked = new ArrayList<>();
  private final HealthBoard board = new HealthBoard(Clock.systemUTC());
  private final Set<String> unset = new HashSet<>();
  private String secret = "first";
  private KeyStore store;
  private Keyring keyring;

  @BeforeEach
  void open() throws IOException {
    store = KeyStore.at(home).with("work", "from the vault");
    keyring = new Keyring(KeyedProviders.in(home), this::environment, () -> store, board);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Optional<String> environment(String name) {
    looked.add(name);
    return Optional.of(secret).filter(any -> !unset.contains(name));
  }

  @Test
  void refusedUsualKeyIsToldUntilItIsReplaced() throws IOException {
    Model model = model("provider: openai");
    var provider = KeyedProviders.in(home).provider("openai").orElseThrow();
    secret = "first";
    keyring.keyOf(model);
    assertEquals(Optional.empty(), keyring.troubleOf(provider));
    var refused = Failure.of(FailureClass.UNAUTHORIZED, 401, "refused");
    var admission = (Admission.Admitted) board.admit(keyring.bucket(model), false, true);
    admission.permit().failed(refused, RateLimits.NONE, "r1");
    assertEquals(Optional.of("its key was refused; set it again"), keyring.troubleOf(provider));
    secret = "second";
    assertEquals(Optional.empty(), keyring.troubleOf(provider));
  }

  @Test
  void replacedKeyEndsCooldown() {
    Model model = model("provider: openai, key: \"env:MINE\"");
    store.bindings().allow("MINE", "https://api.openai.com");
    keyring.keyOf(model);
    var refused = Failure.of(FailureClass.UNAUTHORIZED, 401, "refused");
    var admission = (Admission.Admitted) board.admit(keyring.bucket(model), false, true);
    admission.permit().failed(refused, RateLimits.NONE, "r1");
    keyring.keyOf(model);
    assertTrue(board.health(keyring.bucket(model)).open());
    secret = "second";
    keyring.keyOf(model);
    assertFalse(board.health(keyring.bucket(model)).open());
  }

  @ParameterizedTest
  @ValueSource(strings = {"env:GITHUB_TOKEN", "vault:work", "env:work"})
  void keyStaysAndIsNotEvenLookedForUntilItsServerIsConfirmed(String key) {
    Model model = model("provider: openai, key: \"" + key + "\", url: \"" + EVIL + "/v1\"");
    String name = key.substring(key.indexOf(':') + 1);
    var unconfirmed = assertInstanceOf(Key.Unconfirmed.class, keyring.keyOf(model));
    assertEquals(
        "the key "
            + name
            + " was not sent, because https://evil.example is not confirmed for it; to allow this"
            + " server, run `signalbox keys allow "
            + name
            + " https://evil.example`",
        unconfirmed.fix());
    assertEquals(List.of(), looked);
    assertEquals(0, store.reads());
    store.bindings().allow(name, EVIL);
    assertInstanceOf(Key.Found.class, keyring.keyOf(model));
    store.bindings().deny(name, EVIL);
    assertInstanceOf(Key.Unconfirmed.class, keyring.keyOf(model));
  }

  @Test
  void keyOfAnotherNameNeedsToBeConfirmedForTheProvidersOwnAddressToo() {
    assertInstanceOf(
        Key.Unconfirmed.class, keyring.keyOf(model("provider: openai, key: \"vault:work\"")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://llm.example",
        "https://llm.example:8443",
        "https://llm.example.evil.example",
        "https://www.llm.example",
        "https://other.example",
      })
  void confirmedServerIsNoOther(String url) {
    store.bindings().allow("work", "https://llm.example");
    store.bindings().allow("other", "https://other.example");
    assertInstanceOf(Key.Unconfirmed.class, keyring.keyOf(at(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://llm.example/v1",
        "https://LLM.Example:443/v2/",
        "HTTPS://llm.example./v1",
      })
  void serverSpelledOtherwiseIsTheSame(String url) {
    store.bindings().allow("work", "https://llm.example");
    assertInstanceOf(Key.Found.class, keyring.keyOf(at(url)));
  }

  @Test
  void loopbackIsConfirmedAsAnyOtherServer() {
    assertInstanceOf(Key.Unconfirmed.class, keyring.keyOf(at("http://127.0.0.1:8080/v1")));
    assertInstanceOf(
        Key.Unconfirmed.class, keyring.keyOf(model("provider: ollama, key: \"vault:work\"")));
  }

  @Test
  void usualKeyGoesToItsProviderWithoutConfirmation() {
    assertInstanceOf(Key.Found.class, keyring.keyOf(model("provider: openai")));
    assertInstanceOf(
        Key.Found.class,
        keyring.keyOf(
            model(
                "provider: vllm, key: \"env:OPENAI_API_KEY\", url:"
                    + " \"https://API.openai.com:443/v1\"")));
  }

  @ParameterizedTest
  @CsvSource({
    "env:OPENAI_API_KEY, https://evil.example/v1",
    "vault:OPENAI_API_KEY, https://evil.example/v1",
    "env:openai_api_key, https://evil.example/v1",
    "env:OPENAI_API_KEY, http://api.openai.com/v1",
    "env:OPENAI_API_KEY, https://api.openai.com:8443/v1",
    "env:OPENAI_API_KEY, https://api.openai.com@evil.example/v1",
    "env:OPENAI_API_KEY, https://аpi.openai.com/v1",
    "env:ANTHROPIC_API_KEY, https://api.openai.com/v1",
  })
  void usualKeyGoesNowhereElseWhateverWasConfirmed(String key, String url) {
    for (String name : List.of("OPENAI_API_KEY", "openai_api_key", "ANTHROPIC_API_KEY")) {
      store.bindings().allow(name, EVIL);
    }
    Model model = model("provider: openai, key: \"" + key + "\", url: \"" + url + "\"");
    assertInstanceOf(Key.Missing.class, keyring.keyOf(model, use -> true));
    assertEquals(List.of(), looked);
    assertEquals(0, store.reads());
  }

  @ParameterizedTest
  @CsvSource({
    "https://mine.openai.azure.com/openai/v1, Found",
    "https://mine.openai.azure.com/openai/deployments/x?api-version=2024-10-21, Found",
    "http://mine.openai.azure.com/openai/v1, Missing",
    "https://mine.openai.azure.com.evil.example/openai/v1, Missing",
    "https://evil.example/mine.openai.azure.com/openai/v1, Missing",
  })
  void usualKeyOfCustomersWithAddressesOfTheirOwnGoesToTheProvidersDomain(String url, String key) {
    store.bindings().allow("AZURE_OPENAI_API_KEY", EVIL);
    Model model = model("provider: azure, key: \"env:AZURE_OPENAI_API_KEY\", url: \"" + url + "\"");
    assertEquals(key, keyring.keyOf(model).getClass().getSimpleName());
  }

  @Test
  void keyIsJoinedFromItsPartsWhereItsVariableIsNotSet() throws IOException {
    Model model = model("provider: azure, url: \"https://mine.openai.azure.com/openai/v1\"");
    unset.addAll(List.of("AZURE_OPENAI_API_KEY", "AZURE_AUTHORITY_HOST"));
    var found = assertInstanceOf(Key.Found.class, keyring.keyOf(model));
    assertEquals("client_id=first client_secret=first", found.secret().reveal());
    var provider = KeyedProviders.in(home).provider("azure").orElseThrow();
    assertEquals(KeyPlace.ENVIRONMENT, keyring.placeOf(provider));
    unset.add("AZURE_CLIENT_SECRET");
    var missing = assertInstanceOf(Key.Missing.class, keyring.keyOf(model));
    assertTrue(
        missing.fix().endsWith("; or set all of AZURE_CLIENT_ID, AZURE_CLIENT_SECRET"),
        missing.fix());
    assertEquals(KeyPlace.NOWHERE, keyring.placeOf(provider));
  }

  @Test
  void keyInAFileIsReadWhereItsVariableSaysSo() throws IOException {
    Model model = model("provider: vertex, url: \"https://eu-aiplatform.googleapis.com/v1\"");
    Path file = home.resolve("account.json");
    secret = file.toString();
    var missing = assertInstanceOf(Key.Missing.class, keyring.keyOf(model));
    assertTrue(missing.fix().contains("to the path of a file that can be read"), missing.fix());
    Files.writeString(file, "{\"private_key\":\"quiet\"}");
    var found = assertInstanceOf(Key.Found.class, keyring.keyOf(model));
    assertEquals("{\"private_key\":\"quiet\"}", found.secret().reveal());
    Files.writeString(file, " ".repeat(20_001));
    assertInstanceOf(Key.Missing.class, keyring.keyOf(model));
  }

  @Test
  void partOfAKeyIsSentNowhereByItself() {
    for (String url : List.of("https://mine.openai.azure.com/openai/v1", EVIL + "/v1")) {
      store.bindings().allow("AZURE_CLIENT_SECRET", EVIL);
      Model model =
          model("provider: azure, key: \"env:AZURE_CLIENT_SECRET\", url: \"" + url + "\"");
      assertInstanceOf(Key.Missing.class, keyring.keyOf(model));
    }
    assertEquals(List.of(), looked);
  }

  @Test
  void modelThatDoesNotNameTheCustomersAddressHasNoKey() {
    assertInstanceOf(Key.None.class, keyring.keyOf(model("provider: azure")));
    assertEquals(List.of(), looked);
  }

  @Test
  void consentIsRequestedForUnconfirmedServersAndCountsOnlyIfStored() {
    var asked = new ArrayList<String>();
    Model model = at("https://llm.example/v1");
    KeyConsent words = use -> asked.add(use.key().orElseThrow().id() + " " + use.server());
    assertInstanceOf(Key.Unconfirmed.class, keyring.keyOf(model, words));
    KeyConsent stores =
        use -> {
          store.bindings().allow(use.key().orElseThrow().name(), use.server().orElseThrow().text());
          return true;
        };
    assertInstanceOf(Key.Found.class, keyring.keyOf(model, stores));
    assertInstanceOf(Key.Found.class, keyring.keyOf(model, words));
    assertEquals(1, asked.size(), asked.toString());
  }

  @Test
  void graphListsDestinationsWithoutReadingKeys() {
    store.bindings().allow("work", "https://llm.example");
    var egress =
        keyring.egress(
            graph(
                """
                  a: { provider: openai, model: x }
                  b: { provider: openai, model: x, key: "vault:work", url: "https://LLM.example/v1" }
                  c: { provider: openai, model: x, key: "env:GITHUB_TOKEN", url: "https://evil.example/v1" }
                  d: { provider: openai, model: x, key: "env:OPENAI_API_KEY", url: "https://evil.example/v1" }
                  e: { provider: ollama, model: x }
                  f: { provider: simulated, model: x, key: "env:GITHUB_TOKEN" }
                  g: { provider: openai, model: x, key: "env:GITHUB_TOKEN", disabled: true }
                  h: { provider: openai, model: x, url: "https://evil.example/v1" }
                """),
            store.bindings()::has);
    assertEquals(
        List.of(
            "a https://api.openai.com env:OPENAI_API_KEY OWN",
            "b https://llm.example vault:work CONFIRMED",
            "c https://evil.example env:GITHUB_TOKEN UNCONFIRMED",
            "d https://evil.example env:OPENAI_API_KEY REFUSED",
            "e http://127.0.0.1:11434 – NO_KEY",
            "h https://evil.example – NO_KEY"),
        egress.stream().map(KeyringTest::line).toList());
    assertEquals(List.of(), looked);
    assertEquals(0, store.reads());
  }

  private static String line(Egress use) {
    return use.model()
        + " "
        + use.server().orElseThrow().text()
        + " "
        + use.key().map(key -> key.id()).orElse("–")
        + " "
        + use.standing();
  }

  private static Model at(String url) {
    return model("provider: openai, key: \"vault:work\", url: \"" + url + "\"");
  }

  private static Model model(String members) {
    return graph("  m: { model: x, " + members + " }\n").model("m").orElseThrow();
  }

  private static RoutingGraph graph(String models) {
    String text = "signalbox: 1\nname: x\nstart: m\nmodels:\n" + models;
    return GraphText.read("test.yaml", text).graph().orElseThrow();
  }
}
