package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One spelling for each server, and what is no plain address.
final class ServerOriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://API.OpenAI.com/v1, https://api.openai.com",
    "https://api.openai.com./v1, https://api.openai.com",
    "https://api.openai.com:443, https://api.openai.com",
    "http://api.openai.com:443/, http://api.openai.com:443",
    "HTTP://x:80, http://x",
    "https://api%2eopenai.com/, https://api.openai.com",
    "https://evil.example\\@api.openai.com/, https://evil.example",
    "http://[0:0:0:0:0:0:0:1]:8080/v1, http://[::1]:8080",
    "http://[2001:DB8::00ff], http://[2001:db8::ff]",
    "http://[::ffff:127.0.0.1]/, http://127.0.0.1",
    "http://127.1/, http://127.0.0.1",
    "http://2130706433:81/, http://127.0.0.1:81",
    "https://аpi.openai.com/, https://xn--pi-6kc.openai.com",
    "https://ⓐpi.openai.com/, https://api.openai.com",
    "https://a_b.example, https://a_b.example",
    "https://a.example/o?api-version=2024-10-21, https://a.example",
  })
  void serverHasOneSpelling(String address, String text) {
    assertEquals(Optional.of(text), ServerOrigin.of(address).map(ServerOrigin::text));
    assertEquals(
        Optional.of(ServerOrigin.of(text).orElseThrow().host()),
        Outgoing.address(address, "/x").map(url -> url.host()),
        "what is dialed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com@evil.example/v1",
        "https://api.openai.com:443@evil.example",
        "https://u:p@evil.example",
        "https://x?api.openai.com",
        "https://x?api-version=1&a=b",
        "https://x?api-version=@evil.example",
        "https://{x}.example",
        "https://x#api.openai.com",
        "https://a$(id).example/",
        "https://a`id`.example",
        "https://a;b.example",
        "https://*.example",
        "https://a..b/",
        "https://./",
        "https://x\u202e.com/",
        "https://x:0/",
        "https://x:99999/",
        "http://0x7f.0.0.1/",
        "http://1.2.3.4.5/",
        "http://[fe80::1%25eth0]/",
        "ftp://x",
        "x",
        "",
      })
  void whatIsNoPlainAddressIsNoServer(String address) {
    assertEquals(Optional.empty(), ServerOrigin.of(address));
    assertEquals(Optional.empty(), Outgoing.address(address, "/x"), "what is dialed");
  }

  @Test
  void hostIsNoLongerThanNamesMayBe() {
    assertEquals(Optional.empty(), ServerOrigin.of("https://" + "a".repeat(64) + ".com"));
    assertEquals(Optional.empty(), ServerOrigin.of("https://" + "abcdefg.".repeat(32) + "com"));
    assertEquals(
        251,
        ServerOrigin.of("https://" + "abcdefg.".repeat(31) + "com").orElseThrow().host().length());
  }

  @ParameterizedTest
  @CsvSource({
    "llm.example, https://llm.example",
    "llm.example:8443/v1, https://llm.example:8443",
    "127.0.0.1:8080, https://127.0.0.1:8080",
    "' http://llm.example/v1 ', http://llm.example",
  })
  void hostWithoutSchemeUsesHttps(String words, String text) {
    assertEquals(Optional.of(text), ServerOrigin.typed(words).map(ServerOrigin::text));
  }

  @ParameterizedTest
  @CsvSource({
    "http://llm.example, true",
    "https://llm.example, false",
    "http://127.0.0.1:8080, false",
    "http://127.1, false",
    "http://localhost:8080, false",
    "http://[::1], false",
    "http://127.evil.example, true",
    "http://localhost.evil.example, true",
    "http://0.0.0.0, true",
  })
  void onlyWhatLeavesTheMachineUnencryptedIsReadable(String address, boolean readable) {
    assertEquals(readable, ServerOrigin.of(address).orElseThrow().isReadable());
  }

  @ParameterizedTest
  @CsvSource({
    "https://mine.blue.test/v1, true",
    "https://MINE.blue.test./other, true",
    "https://eu-1.green.test/v1, true",
    "https://mine.blue.test:8443/v1, false",
    "http://mine.blue.test/v1, false",
    "https://blue.test/v1, false",
    "https://.blue.test/v1, false",
    "https://a.b.blue.test/v1, false",
    "https://mine.blue.test.evil.test/v1, false",
    "https://mine.blueXtest/v1, false",
    "https://xn--pi-6kc.green.test, false",
    "https://fixed.test, true",
    "http://fixed.test, false",
  })
  void addressWithAPlaceForEachCustomerIsTheProvidersOwn(String address, boolean own) {
    var places = List.of("https://eu-{place}.green.test", "https://fixed.test");
    var blue =
        new Provider(
            "blue",
            "Blue",
            "https://{resource}.blue.test/v1",
            "openai",
            Optional.empty(),
            Optional.of("BLUE_API_KEY"),
            Set.of(),
            ProviderRules.NONE,
            Provider.Reach.CLOUD,
            Optional.empty(),
            new Provider.Access(places, List.of(), false),
            List.of());
    assertEquals(own, ServerOrigin.of(address).filter(each -> each.isOf(blue)).isPresent());
    assertEquals("https://{resource}.blue.test", ServerOrigin.shown(blue));
  }

  @Test
  void internationalNameIsShownInItsOwnLetters() {
    var lookalike = ServerOrigin.of("https://xn--pi-6kc.openai.com").orElseThrow();
    assertEquals(Optional.of("аpi.openai.com"), lookalike.ownLetters());
    assertEquals(
        Optional.empty(), ServerOrigin.of("https://api.openai.com").orElseThrow().ownLetters());
  }

  @Test
  void baseAddressMayNotBeLeftByAPath() {
    assertEquals(Optional.empty(), Outgoing.address("https://api.openai.com", "@evil.example/"));
    assertEquals(Optional.empty(), Outgoing.address("https://api.openai.com", ".evil.example/"));
    assertEquals(
        Optional.of("https://api.openai.com/v1/models?pageSize=1"),
        Outgoing.address("https://api.openai.com./v1", "/models?pageSize=1").map(Object::toString));
  }
}
