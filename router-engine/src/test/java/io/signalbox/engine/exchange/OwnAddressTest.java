package io.signalbox.engine.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// At which servers what is known of a provider holds.
final class OwnAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com/v1, CLOUD, https://api.example.com/v1, false",
    "https://api.example.com/v1, CLOUD, https://api.example.com/v1/, false",
    "https://api.example.com/v1, CLOUD, https://proxy.example.org/v1, true",
    "https://{resource}.example.com/v1, CLOUD, https://mine.example.com/v1, false",
    "https://{resource}.example.com/v1, CLOUD, https://mine.example.org/v1, true",
    "http://localhost:8000/v1, LOCAL, http://10.0.0.5:8000/v1, false",
  })
  void providersOwnServerIsNotElsewhere(
      String base, Provider.Reach reach, String url, boolean elsewhere) {
    var provider =
        new Provider("p", "P", base, "openai", Optional.empty(), Set.of(), reach, List.of());
    Model model = Model.of("m", "p", "m").withUrl(Optional.of(url));
    assertEquals(elsewhere, OutgoingRequest.isElsewhere(provider, model));
  }
}
