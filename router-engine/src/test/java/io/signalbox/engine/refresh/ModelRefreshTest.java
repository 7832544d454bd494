package io.signalbox.engine.refresh;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.Catalog;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.catalog.list.CardReader;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelRefreshTest {
  private static final String KNOWN =
      """
      { "sources": { "then": { "name": "the list of then", "date": "2026-11-01" } },
        "models": [
          { "model": "steady", "name": "Steady", "aliases": ["steady-latest"], "context": 200000,
            "output": 8000, "abilities": ["tools", "stream"], "unsure": ["json"], "source": "then",
            "speed": { "first_token_ms": 500, "tokens_per_second": 50 },
            "price": { "source": "then", "tiers": [ { "input": 1.0, "cached": 0.1, "output": 4 } ] } }
        ] }
      """;

  @TempDir private Path home = Path.of("");
  private ModelListing own = new ModelListing.Limited();

  private ModelRefresh refresh(String provider) {
    return refresh(provider, KNOWN);
  }

  private ModelRefresh refresh(String provider, String known) {
    var cards = CardReader.cards(provider, known);
    return new ModelRefresh(
        Catalog.of(List.of(), Map.of(provider, cards)),
        List.of(
            new Provider(
                provider,
                "The provider",
                "https://a.example/v1",
                "openai",
                Optional.empty(),
                Set.of(),
                Provider.Reach.CLOUD,
                cards)),
        asked -> own,
        new KeptModels(home),
        () -> Instant.parse("2026-11-30T12:00:00Z"));
  }

  private CatalogDiff compared(String provider, String list) throws IOException {
    return compared(refresh(provider), list, Optional.empty());
  }

  private CatalogDiff compared(ModelRefresh refresh, String list, Optional<String> whose)
      throws IOException {
    Path file = Files.writeString(home.resolve("list.json"), list);
    var look =
        assertInstanceOf(ModelRefresh.Look.Compared.class, refresh.look(file.toString(), whose));
    return look.diff();
  }

  private String trouble(String from) {
    return assertInstanceOf(
            ModelRefresh.Look.Trouble.class, refresh("openrouter").look(from, Optional.empty()))
        .why();
  }

  private static String openRouter(String prompt, String completion) {
    return """
    { "data": [ { "id": "steady", "name": "Other", "context_length": 200000,
        "pricing": { "prompt": "%s", "completion": "%s", "input_cache_read": "0.0000001" },
        "architecture": { "input_modalities": ["text", "image"] },
        "supported_parameters": ["tools", "reasoning"] } ] }
    """
        .formatted(prompt, completion);
  }

  @Test
  void changedPriceIsShownAndWhatTheListDoesNotSayStays() throws IOException {
    CatalogDiff diff = compared("openrouter", openRouter("0.0000015", "0.000006"));
    CatalogChange.Changed changed = diff.changed().getFirst();
    assertEquals("openrouter/steady", changed.id());
    assertEquals(
        "$ 1 / 4 (cached 0.1, written –) → 1.5 / 6 (cached 0.1, written –)",
        changed.what().getFirst());
    ModelCard card = changed.card();
    assertEquals("Steady", card.name());
    assertEquals(List.of("steady-latest"), card.aliases());
    assertEquals(OptionalLong.of(8000), card.maxOutputTokens());
    assertEquals(500, card.speed().firstTokenMillis());
    assertEquals(LocalDate.parse("2026-11-30"), card.price().orElseThrow().asOf());
    assertTrue(card.abilities().contains(Ability.IMAGES));
    assertTrue(card.lacks(Ability.JSON));
  }

  @Test
  void listThatSaysTheSameChangesNothing() throws IOException {
    CatalogDiff diff =
        compared(
            "openrouter",
            """
            { "data": [ { "id": "steady",
              "pricing": { "prompt": "0.000001", "completion": 0.0000040, "input_cache_read": "1E-7" } } ] }
            """);
    assertEquals(List.of(), diff.changes());
    assertEquals(1, diff.same());
  }

  @Test
  void absurdPricesAreHeldBackUntilTheyAreAccepted() throws IOException {
    for (String[] prices :
        List.of(
            new String[] {"0.00001", "0.000004"},
            new String[] {"0.000001", "0.0000004"},
            new String[] {"0.003", "0.004"})) {
      CatalogDiff diff = compared("openrouter", openRouter(prices[0], prices[1]));
      assertEquals(1, diff.heldBack().size(), prices[0]);
      assertEquals(List.of(), diff.cards(Set.of()));
      assertEquals(1, diff.cards(Set.of("openrouter/steady")).size());
    }
  }

  @Test
  void priceOfNothingIsUnknownAndNeverTaken() throws IOException {
    for (String[] prices :
        List.of(
            new String[] {"0", "0"},
            new String[] {"0", "0.000004"},
            new String[] {"-1", "-1"},
            new String[] {"1e-99999999", "1"},
            new String[] {"about a dollar", "2"})) {
      CatalogDiff diff = compared("openrouter", openRouter(prices[0], prices[1]));
      Price price = diff.changed().getFirst().card().price().orElseThrow();
      assertEquals(new BigDecimal("1.0"), price.tiers().getFirst().input(), prices[0]);
      assertEquals(LocalDate.parse("2026-11-01"), price.asOf());
    }
    String unknown =
        "{\"data\":[{\"id\":\"new\",\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}}]}";
    assertEquals(
        Optional.empty(), compared("openrouter", unknown).added().getFirst().card().price());
    String free = unknown.replace("\"new\"", "\"new:free\"");
    assertTrue(compared("openrouter", free).added().getFirst().card().price().isPresent());
  }

  @Test
  void windowThatGrowsTenfoldIsHeldBack() throws IOException {
    CatalogDiff diff =
        compared("openrouter", openRouter("0.000001", "0.000004").replace("200000", "2000000"));
    assertTrue(diff.heldBack().getFirst().why().contains("context"));
  }

  @Test
  void longestPromptIsNotTakenForTheWindow() throws IOException {
    String list =
        """
        { "gemini/steady": { "litellm_provider": "gemini", "mode": "chat",
            "max_input_tokens": 192000, "max_output_tokens": 8000, "input_cost_per_token": 1e-06,
            "output_cost_per_token": 4e-06, "cache_read_input_token_cost": 1e-07 } }
        """;
    assertEquals(1, compared("gemini", list).same());
  }

  @Test
  void readsLiteLlmsMapWithItsTiers() throws IOException {
    CatalogDiff diff =
        compared(
            "gemini",
            """
            { "gemini/big": { "litellm_provider": "gemini", "mode": "chat",
                "input_cost_per_token": 1.25e-06, "input_cost_per_token_above_200k_tokens": 2.5e-06,
                "output_cost_per_token": 1e-05, "output_cost_per_token_above_200k_tokens": 1.5e-05,
                "cache_read_input_token_cost": 1.25e-07, "max_input_tokens": 1048576,
                "supports_function_calling": true, "deprecation_date": "2026-11-29" },
              "gemini/picture": { "litellm_provider": "gemini", "mode": "image_generation" },
              "elsewhere/x": { "litellm_provider": "nobody", "mode": "chat" } }
            """);
    ModelCard card = diff.added().getFirst().card();
    assertEquals(1, diff.added().size());
    assertEquals("big", card.model());
    assertTrue(card.retired());
    Price.Tier large = card.price().orElseThrow().tierFor(200_001);
    assertEquals(200_000, large.above());
    assertEquals(new BigDecimal("15"), large.output());
    assertEquals(Optional.of(new BigDecimal("0.125")), large.cachedInput());
    assertFalse(card.lacks(Ability.JSON));
  }

  @Test
  void readsTheTableOfModelsDev() throws IOException {
    CatalogDiff diff =
        compared(
            "gemini",
            """
            { "google": { "id": "google", "models": { "big": { "id": "big", "name": "Big",
                "tool_call": true, "structured_output": false, "release_date": "2026-10-01",
                "reasoning_options": [ { "type": "effort", "values": ["low", "high"] } ],
                "modalities": { "input": ["text", "pdf"] }, "limit": { "context": 1000, "output": 100 },
                "cost": { "input": 2, "output": 8, "cache_read": 0.2,
                  "tiers": [ { "tier": { "size": 500 }, "input": 4, "output": 12 } ] } } } } }
            """);
    ModelCard card = diff.added().getFirst().card();
    assertEquals("gemini/big", diff.added().getFirst().id());
    assertEquals(List.of("low", "high"), card.details().efforts());
    assertEquals(2, card.price().orElseThrow().tiers().size());
    assertTrue(card.lacks(Ability.JSON));
    assertTrue(card.lacks(Ability.IMAGES));
  }

  @Test
  void readsTokenMixsListAndLeavesPicturesOut() throws IOException {
    CatalogDiff diff =
        compared(
            "tokenmix",
            """
            { "code": 0, "data": { "list": [
                { "model_id": "v/chat-1", "short_id": "chat-1", "name": "Chat 1", "model_type": "chat",
                  "input_price": 0.5, "output_price": 2, "context_length": 128000 },
                { "model_id": "v/paint", "short_id": "paint", "model_type": "image", "image_price": 1 } ] } }
            """);
    assertEquals(List.of("tokenmix/chat-1"), diff.added().stream().map(CatalogChange::id).toList());
    assertEquals(List.of("$ 0.5 / 2", "context 128,000"), diff.added().getFirst().what());
  }

  @Test
  void readsAProvidersOwnListIfItIsNamed() throws IOException {
    String list = "{\"data\":[{\"id\":\"steady\"},{\"id\":\"next\",\"context_window\":4096}]}";
    CatalogDiff diff = compared(refresh("groq"), list, Optional.of("groq"));
    assertEquals(List.of("groq/next"), diff.added().stream().map(CatalogChange::id).toList());
    assertEquals(1, diff.same());
    Path file = home.resolve("list.json");
    assertTrue(trouble(file.toString()).contains("--provider"));
  }

  @Test
  void asksAProviderForItsListByItsId() {
    own = new ModelListing.Listed(List.of("steady", "fresh"));
    var look =
        assertInstanceOf(
            ModelRefresh.Look.Compared.class, refresh("groq").look("groq", Optional.empty()));
    assertEquals("groq/fresh", look.diff().added().getFirst().id());
    own = new ModelListing.Refused(401);
    var refused =
        assertInstanceOf(
            ModelRefresh.Look.Trouble.class, refresh("groq").look("groq", Optional.empty()));
    assertTrue(refused.why().contains("refused the key"));
  }

  @Test
  void takenListsCanBeUndoneOneByOne() throws IOException {
    ModelRefresh refresh = refresh("openrouter");
    var kept = new KeptModels(home);
    refresh.take(compared(refresh, openRouter("0.000002", "0.000006"), Optional.empty()), Set.of());
    refresh.take(compared(refresh, openRouter("0.000003", "0.000006"), Optional.empty()), Set.of());
    assertEquals(new BigDecimal("3"), input(kept));
    assertTrue(refresh.undo());
    assertEquals(new BigDecimal("2"), input(kept));
    assertTrue(refresh.undo());
    assertEquals(List.of(), kept.cards());
    assertFalse(refresh.undo());
    assertTrue(Files.exists(home.resolve("models.json.undone")));
  }

  private static BigDecimal input(KeptModels kept) {
    return kept.of("openrouter").getFirst().price().orElseThrow().tiers().getFirst().input();
  }

  @Test
  void whatIsKeptIsReadAsItWas() throws IOException {
    ModelRefresh refresh = refresh("openrouter");
    CatalogDiff diff = compared(refresh, openRouter("0.0000015", "0.000006"), Optional.empty());
    refresh.take(diff, Set.of());
    assertEquals(diff.cards(Set.of()), new KeptModels(home).cards());
  }

  @Test
  void keptFileThatIsBrokenSaysWhatToDo() throws IOException {
    Files.writeString(home.resolve(KeptModels.FILE), "{ \"models\": [ { } ] }");
    var wrong = assertThrows(IllegalArgumentException.class, () -> new KeptModels(home).cards());
    assertTrue(String.valueOf(wrong.getMessage()).contains("--undo"));
  }

  @Test
  void fetchesFromALoopbackAddressAndNowhereElseInPlainText() throws IOException {
    byte[] list = openRouter("0.000002", "0.000006").getBytes(StandardCharsets.UTF_8);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/models",
        exchange -> {
          assertFalse(exchange.getRequestHeaders().containsKey("Authorization"));
          exchange.sendResponseHeaders(200, list.length);
          exchange.getResponseBody().write(list);
          exchange.close();
        });
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/models");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      var look =
          assertInstanceOf(
              ModelRefresh.Look.Compared.class,
              refresh("openrouter").look(base + "/models", Optional.empty()));
      assertEquals(1, look.diff().changed().size());
      assertTrue(trouble(base + "/moved").contains("status 302"));
    } finally {
      server.stop(0);
    }
    assertTrue(trouble("http://a.example/models").contains("https only"));
    assertTrue(trouble("https://user:secret@a.example/").contains("no plain address"));
  }

  @Test
  void whatIsNoListSaysSo() throws IOException {
    assertTrue(trouble("nowhere.json").contains("litellm, models.dev, openrouter, tokenmix"));
    for (String text : List.of("", "[]", "{", "null", "{\"data\":7}", "[".repeat(5000))) {
      Path file = Files.writeString(home.resolve("odd.json"), text);
      assertTrue(trouble(file.toString()).contains("no list in a known shape"), text);
    }
  }

  @Test
  void hostileNamesAndNumbersAreLeftOut() throws IOException {
    CatalogDiff diff =
        compared(
            "openrouter",
            """
            { "data": [ { "id": "a\\u0000b", "pricing": { "prompt": "1", "completion": "1" } },
                { "id": 7, "pricing": { "prompt": "1" } }, { "pricing": null }, 3,
                { "id": "good", "context_length": -5, "pricing": { "prompt": 1e400000000, "completion": 1 } } ] }
            """);
    assertEquals(List.of("openrouter/good"), diff.added().stream().map(CatalogChange::id).toList());
    assertEquals(OptionalLong.empty(), diff.added().getFirst().card().contextTokens());
  }

  private static String known(String price) {
    return KNOWN.replace("{ \"input\": 1.0, \"cached\": 0.1, \"output\": 4 }", price);
  }

  private static String rows(String rows) {
    return "{ \"data\": [ " + rows + " ] }";
  }

  private static String row(String model, String prompt, String completion) {
    return """
    { "id": "%s", "pricing": { "prompt": "%s", "completion": "%s" } }\
    """
        .formatted(model, prompt, completion);
  }

  private CatalogDiff compared(ModelRefresh refresh, String rows) throws IOException {
    return compared(refresh, rows(rows), Optional.empty());
  }

  @Test
  void pricesThatTheListDoesNotNameStay() throws IOException {
    ModelRefresh refresh =
        refresh(
            "openrouter",
            known(
                """
                { "input": 3, "cached": 0.3, "write": 3.75, "write_hour": 6, "reasoning": 20,
                  "output": 15 }, { "above": 200000, "input": 6, "output": 22.5 }\
                """));
    CatalogDiff diff = compared(refresh, row("steady", "0.0000035", "0.000015"));
    Price price = diff.changed().getFirst().card().price().orElseThrow();
    Price.Tier first = price.tierFor(1000);
    assertEquals(new BigDecimal("3.5"), first.input());
    assertEquals(Optional.of(new BigDecimal("0.3")), first.cachedInput());
    assertEquals(Optional.of(new BigDecimal("3.75")), first.cacheWrite());
    assertEquals(Optional.of(new BigDecimal("6")), first.cacheWriteHour());
    assertEquals(Optional.of(new BigDecimal("20")), first.reasoning());
    assertEquals(new BigDecimal("22.5"), price.tierFor(200_001).output());
    assertEquals(1, compared(refresh, row("steady", "0.000003", "0.000015")).same());
    CatalogDiff dearer = compared(refresh, row("steady", "0.000005", "0.000015"));
    assertEquals(
        Optional.empty(),
        dearer.cards(Set.of()).getFirst().price().orElseThrow().tierFor(1).cacheWrite());
  }

  @Test
  void snapshotsAndVariantsAreModelsOfTheirOwn() throws IOException {
    ModelRefresh refresh = refresh("openrouter");
    String rows =
        row("steady", "0.000001", "0.000004")
            + ","
            + row("steady:extended", "0.000006", "0.000018")
            + ","
            + row("steady:free", "0", "0")
            + ","
            + row("steady-2026-10-01", "0.000001", "0.000004")
            + ","
            + row("steady-latest", "0.000002", "0.000004");
    CatalogDiff diff = compared(refresh, rows);
    assertEquals(
        List.of("openrouter/steady:extended", "openrouter/steady:free", "openrouter/steady-latest"),
        diff.added().stream().map(CatalogChange::id).toList());
    assertEquals(3, diff.changes().size());
    assertEquals(2, diff.same());
    refresh.take(diff, Set.of());
    var catalog = new Catalog(CardReader.cards("openrouter", KNOWN));
    var both = new ArrayList<>(new KeptModels(home).cards());
    both.addAll(catalog.cards());
    var overlaid = new Catalog(both);
    assertEquals(
        "steady-latest", overlaid.find("openrouter", "steady-latest").orElseThrow().model());
    assertEquals(List.of(), compared(refresh, rows).changes());
  }

  @Test
  void secondListIsComparedWithWhatWasTakenOfTheFirst() throws IOException {
    ModelRefresh refresh = refresh("openrouter");
    refresh.take(compared(refresh, row("steady", "0.000002", "0.000006")), Set.of());
    String window =
        "{ \"id\": \"steady\", \"context_length\": 300000, \"pricing\": { \"prompt\": \"0\" } }";
    CatalogDiff second = compared(refresh, window);
    assertEquals(List.of("context 200,000 → 300,000"), second.changed().getFirst().what());
    refresh.take(second, Set.of());
    assertEquals(new BigDecimal("2"), input(new KeptModels(home)));
  }

  @Test
  void secretsInAnAddressAreKeptNowhere() throws IOException {
    for (String address :
        List.of(
            "https://me:SECRET@a.example/list?token=SECRET#SECRET",
            "https://SECRET@a.example/list",
            "https://a.example/list#SECRET")) {
      assertEquals("https://a.example/list", Stamp.shown(address));
    }
    assertEquals("what?.json", Stamp.shown("what?.json"));
    for (String address :
        List.of(
            "https://me:SECRET@a.example/list",
            "http://a.example/list?token=SECRET",
            "ftp://me:SECRET@a.example/list?SECRET",
            "ftp://a.example/\u0000?SECRET")) {
      assertFalse(trouble(address).contains("SECRET"), address);
    }
    byte[] list = openRouter("0.000002", "0.000006").getBytes(StandardCharsets.UTF_8);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/models",
        exchange -> {
          boolean whole = "token=SECRET".equals(exchange.getRequestURI().getQuery());
          exchange.sendResponseHeaders(whole ? 200 : 401, list.length);
          exchange.getResponseBody().write(list);
          exchange.close();
        });
    server.start();
    try {
      ModelRefresh refresh = refresh("openrouter");
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/models?token=SECRET";
      var look =
          assertInstanceOf(
              ModelRefresh.Look.Compared.class, refresh.look(address, Optional.empty()));
      assertFalse(look.diff().source().contains("SECRET"));
      refresh.take(look.diff(), Set.of());
    } finally {
      server.stop(0);
    }
    assertFalse(Files.readString(home.resolve(KeptModels.FILE)).contains("SECRET"));
  }

  @Test
  void priceOfEachRequestIsShownAndHeldBackIfItIsAbsurd() throws IOException {
    String row = row("new", "0.000001", "0.000002");
    CatalogDiff dear =
        compared(
            refresh("openrouter"), row.replace("\"prompt\"", "\"request\": \"500\", \"prompt\""));
    assertTrue(dear.heldBack().getFirst().why().contains("each request"));
    assertTrue(dear.heldBack().getFirst().what().contains("$ – → 500 each request"));
    CatalogDiff usual =
        compared(
            refresh("openrouter"), row.replace("\"prompt\"", "\"request\": \"0.005\", \"prompt\""));
    assertEquals(List.of("$ 1 / 2", "$ 0.005 each request"), usual.added().getFirst().what());
  }

  @Test
  void everyPriceOfATierIsHeldBackIfItIsAbsurd() throws IOException {
    ModelRefresh refresh =
        refresh(
            "gemini",
            known(
                """
                { "input": 3, "cached": 0.3, "write": 3.75, "write_hour": 6, "reasoning": 20,
                  "output": 15 }, { "above": 200000, "input": 6, "output": 22.5 }\
                """));
    String list =
        """
        { "gemini/steady": { "litellm_provider": "gemini", "mode": "chat",
            "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05, %s } }
        """;
    for (String wrong :
        List.of(
            "\"cache_read_input_token_cost\": 3e-08",
            "\"cache_creation_input_token_cost\": 3.75e-05",
            "\"cache_creation_input_token_cost_above_1hr\": 6e-05",
            "\"output_cost_per_reasoning_token\": 2e-04",
            "\"input_cost_per_token_above_200k_tokens\": 6e-05,"
                + " \"output_cost_per_token_above_200k_tokens\": 2.25e-05")) {
      CatalogDiff diff = compared(refresh, list.formatted(wrong), Optional.empty());
      assertEquals(1, diff.heldBack().size(), wrong);
    }
    String dear = list.formatted("\"cache_creation_input_token_cost_above_1hr\": 0.003");
    CatalogDiff diff =
        compared(refresh, dear.replace("gemini/steady", "gemini/new"), Optional.empty());
    assertTrue(diff.heldBack().getFirst().why().contains("$2000"));
  }

  @Test
  void writeThatFailsLosesNoEarlierState() throws IOException {
    ModelRefresh refresh = refresh("openrouter");
    refresh.take(compared(refresh, row("steady", "0.000002", "0.000006")), Set.of());
    refresh.take(compared(refresh, row("steady", "0.000003", "0.000006")), Set.of());
    CatalogDiff third = compared(refresh, row("steady", "0.000004", "0.000006"));
    // Where the new content is written first, something else is in the way.
    Path beside = home.resolve(KeptModels.FILE + "." + ProcessHandle.current().pid());
    Files.createDirectories(beside.resolve("full"));
    assertThrows(IOException.class, () -> refresh.take(third, Set.of()));
    var kept = new KeptModels(home);
    assertEquals(new BigDecimal("3"), input(kept));
    assertTrue(refresh.undo());
    assertEquals(new BigDecimal("2"), input(kept));
  }

  @Test
  void takingAtOnceKeepsBoth() throws Exception {
    ModelRefresh refresh = refresh("openrouter");
    var takers = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      CatalogDiff diff = compared(refresh, row("new" + i, "0.000002", "0.000006"));
      takers.add(
          Thread.startVirtualThread(() -> assertDoesNotThrow(() -> refresh.take(diff, Set.of()))));
    }
    for (Thread taker : takers) {
      taker.join();
    }
    assertEquals(8, new KeptModels(home).cards().size());
  }

  @Test
  void dayThatIsTooFarAwayLosesOnlyItself() throws IOException {
    CatalogDiff diff =
        compared(
            refresh("openrouter"),
            row("new", "0.000001", "0.000002")
                .replace("\"id\"", "\"created\": 99999999999999999999, \"id\""));
    ModelCard card = diff.added().getFirst().card();
    assertEquals(Optional.empty(), card.details().released());
    assertTrue(card.price().isPresent());
  }

  @Test
  void modelThatEmbedsDoesNotBeginToStream() throws IOException {
    ModelRefresh refresh =
        refresh("openrouter", KNOWN.replace("\"tools\", \"stream\"", "\"embeddings\""));
    assertEquals(1, compared(refresh, row("steady", "0.000001", "0.000004")).same());
    CatalogDiff diff = compared(refresh, row("steady", "0.000002", "0.000004"));
    assertEquals(Set.of(Ability.EMBEDDINGS), diff.changed().getFirst().card().abilities());
    assertEquals(1, diff.changed().getFirst().what().size());
  }
}
