package io.signalbox.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientRoute;
import io.signalbox.engine.spi.EncoderPlugin;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderPlugin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void withoutPluginsThereIsNothingAndNoTrouble() throws IOException {
    Plugins plugins = found();
    assertEquals(List.of(), plugins.providers());
    assertEquals(List.of(), plugins.problems());
  }

  @Test
  void providersKeepTheirOrder() throws IOException {
    Plugins plugins = found("Stage", "Acme");
    assertEquals(
        List.of("simulated", "acme"), plugins.providers().stream().map(Provider::id).toList());
  }

  @Test
  void whatCannotBeMadeIsAProblemThatNamesItAndStopsNothing() throws IOException {
    Plugins plugins = found("Stillborn", "Acme");
    assertEquals(1, plugins.providers().size());
    assertNames(plugins, "Stillborn");
  }

  @Test
  void failingPluginIsAProblemThatNamesIt() throws IOException {
    Plugins plugins = found("Moody", "Acme");
    assertEquals(1, plugins.providers().size());
    assertNames(plugins, "Moody");
  }

  @Test
  void whatIsNotThereIsAProblemThatNamesIt() throws IOException {
    Plugins plugins = found("Nobody", "Acme");
    assertEquals(1, plugins.providers().size());
    assertNames(plugins, "Nobody");
  }

  @Test
  void ofTwoWithOneNameTheFirstIsUsed() throws IOException {
    Plugins plugins = found("Acme", "Copycat");
    assertEquals(
        List.of("acme", "bazaar"), plugins.providers().stream().map(Provider::id).toList());
    assertEquals(
        List.of("plugin-twice"),
        plugins.problems().stream().map(each -> each.code().id()).toList());
    assertEquals(100, plugins.card(Model.of("r", "acme", "rocket-1")).speed().firstTokenMillis());
  }

  @Test
  void theSimulatedProviderPlaysEveryModelUnderEveryName() throws IOException {
    Plugins plugins = found("Stage", "Acme");
    ModelCard real = plugins.card(Model.of("r", "acme", "rocket-1"));
    for (String name : List.of("rocket-1", "rocket", "rocket-1-2026-01-31")) {
      assertEquals(real.of("simulated"), plugins.card(Model.of("r", "simulated", name)));
    }
  }

  @Test
  void ofTwoModelsWithOneNameTheFirstProvidersIsPlayed() throws IOException {
    Plugins plugins = found("Acme", "Copycat", "Stage");
    Model played = Model.of("r", "simulated", "rocket-1");
    assertEquals(100, plugins.card(played).speed().firstTokenMillis());
  }

  @Test
  void providerWithUnknownDialectIsAProblem() throws IOException {
    Problem problem = found("Foreigner").problems().getFirst();
    assertEquals("unknown-dialect", problem.code().id());
    assertTrue(problem.message().startsWith("The provider afar uses the dialect klingon"));
    assertEquals(
        "Install a plug-in for it; the installed dialects are openai, responses, anthropic, gemini,"
            + " bedrock, cohere.",
        problem.fix());
  }

  @Test
  void addressOfTwoDialectsIsAProblemUnlessItListsModels() throws IOException {
    Plugins plugins = found(ClientDialect.class, Squatter.class.getName());
    assertEquals(
        List.of("Two plug-ins provide POST /v1/chat/completions; the first one is used."),
        plugins.problems().stream().map(Problem::message).toList());
  }

  @Test
  void encoderIsLoadedWhenItIsFirstNeededAndOnce() throws IOException {
    Encoder letters = found(EncoderPlugin.class, fake("Letters")).encoder("letters").orElseThrow();
    assertEquals("Letters", letters.title());
    Encoder.Opened first = letters.open();
    assertInstanceOf(Encoder.Opened.Ready.class, first);
    assertSame(first, letters.open());
  }

  @Test
  void encoderThatCannotBeLoadedIsAProblemThatNamesIt() throws IOException {
    Plugins plugins = found(EncoderPlugin.class, fake("Mute"));
    Encoder mute = plugins.encoder("mute").orElseThrow();
    assertNames(plugins, "Mute");
    var broken = assertInstanceOf(Encoder.Opened.Broken.class, mute.open());
    assertTrue(broken.problem().message().contains("no library for this machine"));
    assertEquals(Optional.empty(), plugins.encoder("letters"));
  }

  @Test
  void routeThatIsNoneCannotBeMade() {
    for (String path :
        List.of("", "/", "v1", "/v1/", "/a b", "/a/{}", "/a/{x", "/a?b", "/%41", "/{1}")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ClientRoute.get(path, ClientRoute.Asks.MODELS),
          path);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClientRoute("PUT", "/v1/ask", ClientRoute.Asks.ANSWER));
    assertTrue(ClientRoute.get("/v1beta/{+model}:list", ClientRoute.Asks.MODELS).isShared());
  }

  private static void assertNames(Plugins plugins, String name) {
    assertEquals(
        List.of("plugin-broken"),
        plugins.problems().stream().map(each -> each.code().id()).toList());
    String message = plugins.problems().getFirst().message();
    assertTrue(message.contains(name), message);
  }

  /// What is found when these classes of [FakePlugins] are registered.
  private Plugins found(String... names) throws IOException {
    var lines = new StringBuilder();
    for (String name : names) {
      lines.append(fake(name)).append('\n');
    }
    return found(ProviderPlugin.class, lines.toString());
  }

  private static String fake(String name) {
    return FakePlugins.class.getName() + '$' + name;
  }

  private Plugins found(Class<?> service, String lines) throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(service.getName()), lines);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return Plugins.find();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
