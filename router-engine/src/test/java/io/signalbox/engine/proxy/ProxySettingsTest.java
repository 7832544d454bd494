package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySettingsTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 127.0.0.1",
    "::, 127.0.0.1",
    "192.168.1.5, 192.168.1.5",
    "::1, [::1]",
    "[::1], [::1]"
  })
  void ownNameIsTheHostUnlessItIsAllOfThem(String host, String name) {
    assertEquals(name, ProxySettings.local(0).on(host).ownName());
  }
}
