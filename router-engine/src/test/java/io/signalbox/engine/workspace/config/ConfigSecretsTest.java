package io.signalbox.engine.workspace.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Literal keys of another program's file are hidden; references, placeholders and prices stay. */
final class ConfigSecretsTest {
  private static ConfigFile file(String yaml) {
    return ((ConfigReader.Understood) ConfigReader.read("c.yaml", yaml)).file();
  }

  private static ConfigValue first(String yaml) {
    return file(yaml).root().map().firstEntry().getValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: mySecretPa55",
        "password: putting0nTheRitz",
        "password: yourMother1",
        "password: xxxHunter2",
        "password: <b>0ld",
        "password: $ecretPassw0rd",
        "api_key: $lower_case",
        "password: 12345678",
        "api_key: 42",
        "token: 123456",
        "master_key: 1_000_000",
      })
  void literalKeysAreHidden(String yaml) {
    ConfigValue value = first(yaml);
    assertTrue(value.isSecret(), yaml);
    assertEquals("•••", ((ConfigValue.Scalar) value).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_key: your-api-key-here",
        "api_key: YOUR_OPENAI_API_KEY",
        "api_key: sk-your-key",
        "api_key: my-key",
        "api_key: <your key>",
        "api_key: sk-xxxx",
        "api_key: '***'",
        "api_key: $OPENAI_API_KEY",
        "api_key: os.environ/OPENAI_API_KEY",
        "input_cost_per_token: 0.000001",
        "first_token: 30",
        "max_tokens: 100000",
      })
  void referencesPlaceholdersAndCountsStay(String yaml) {
    assertFalse(first(yaml).isSecret(), yaml);
  }

  @ParameterizedTest
  @CsvSource({
    "# the password hunter2 of ada, the password •••",
    "# apiKey: correct horse, apiKey •••",
    "# the token is swordfish, the token •••",
    "# answers in 400 tokens, answers in 400 tokens",
    "# for the monkey house, for the monkey house",
    "# needs no key, needs no key",
    "# the old password:|# swordfish, •••",
    "# the clientSecret: q8Zx, the clientSecret •••",
    "# dbPassword = swordfish, dbPassword •••",
    "# refreshToken: q8Zx, refreshToken •••",
    "# secretAccessKey q8Zx, secret •••",
    "# mytoken: q8Zx, mytoken •••",
    "# 'password':|# swordfish, •••",
    "# maxTokens: 400, maxTokens: 400",
    "# MAX_TOKENS=400, MAX_TOKENS=400",
  })
  void commentsEndAtAWordForAKey(String comment, String kept) {
    String heading = file(comment.replace('|', '\n') + "\na: 1\n").heading();
    assertEquals(kept, heading.substring(heading.lastIndexOf('\n') + 1));
  }

  private static ConfigReader.Understood read(String name, String text) {
    return (ConfigReader.Understood) ConfigReader.read(name, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          c.yaml | api_key: KEY                  | api_key
          c.yaml | 'api_key: "KEY"'              | api_key
          c.yaml | 'api_key: Bearer KEY'         | api_key
          c.json | { "api_key": "KEY" }          | api_key
          c.json | { "flavour": "KEY" }          | flavour
          c.ts   | const config = { "apiKey": "KEY" } | apiKey
          c.toml | api_key = "KEY"               | api_key
          """)
  void keysAreKeptAsTheyAreForTheVault(String name, String text, String path) {
    String key = "sk-proj-Ab3dEf6hIj9kLm2nOp5q";
    var read = read(name, text.replace("KEY", key));
    assertEquals(key, read.keys().get(path).reveal());
    assertFalse(read.file().toString().contains(key));
  }

  @Test
  void namesThatAreKeysAreHiddenAndStayApart() {
    String key = "sk-proj-Ab3dEf6hIj9kLm2nOp5";
    var read = read("c.yaml", "%1$sq: 1\n%1$sr: 2\n".formatted(key));
    assertEquals(2, read.file().root().map().size());
    assertFalse(read.toString().contains(key), read.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headers: [ { name: x-internal-token, string_match: { exact: hunter2 } } ]",
        "headers: [ { name: x-internal-token, exact_match: hunter2 } ]",
        "headers: [ { name: x-auth, value: { exact: hunter2 } } ]",
        "headers: [ { name: x-auth, value: { regex: hunter2.* } } ]",
        "extra_headers: { X-Auth: hunter2 }",
        "requestHeaders: { set: { X-Auth: hunter2 } }",
        "query: { metadata.api_token: { $eq: hunter2 } }",
        "query: { metadata.api_token: { $in: [ hunter2 ] } }",
      })
  void valuesThatHeadersOfKeysMustHaveAreHidden(String yaml) {
    var read = read("c.yaml", yaml);
    assertFalse(read.file().toString().contains("hunter2"), read.file().toString());
  }

  @Test
  void otherTestsStay() {
    String yaml =
        "a: [ { name: x-tier, value: { exact: gold } }, { name: context_tokens, predicate: { gt: 9"
            + " } } ]";
    assertTrue(file(yaml).root().leaves().noneMatch(ConfigValue::isSecret), yaml);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          if ($http_x_api_key != "abc123")   | ($http_x_api_key != •••)
          if ($http_x_api_key !~* "^abc") | ($http_x_api_key !~* •••)
          if ($http_x_api_key = swordfish)   | ($http_x_api_key = •••)
          if ($http_x_api_key)               | ($http_x_api_key)
          if ($http_x_tier = gold)           | ($http_x_tier = gold)
          """)
  void conditionsOfNginxShowNoKeys(String condition, String shown) {
    var read = read("nginx.conf", "http {\n server {\n " + condition + " { return 403; }\n}\n}");
    ConfigValue all = read.file().root().at("http", "server").orElseThrow().list().getFirst();
    assertEquals(shown, all.get("if").orElseThrow().map().firstEntry().getKey());
  }

  @ParameterizedTest
  @CsvSource({
    ".7, 0.7",
    "1_000_000, 1000000",
    "-.5, -0.5",
    "1., 1",
    "2.5e3, 2500",
    "1_0.2_5, 10.25"
  })
  void numbersAreThoseOfYaml(String written, BigDecimal read) {
    var value = (ConfigValue.Scalar) first("a: " + written);
    assertEquals(ConfigValue.ScalarKind.NUMBER, value.form());
    assertEquals(0, read.compareTo(value.asNumber().orElseThrow()));
  }

  @Test
  void namesOfFieldsStayWhole() {
    ConfigValue value = file("litellm: { api_key: x }").root().leaves().toList().getFirst();
    assertEquals("litellm.api_key", value.path());
  }
}
