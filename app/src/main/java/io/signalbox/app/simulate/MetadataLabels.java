package io.signalbox.app.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The metadata of a request that is being written. Immutable.
record MetadataLabels(SequencedMap<String, String> values) {
  MetadataLabels {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  static MetadataLabels none() {
    return new MetadataLabels(new LinkedHashMap<>());
  }

  static MetadataLabels of(Map<String, String> values) {
    return new MetadataLabels(new LinkedHashMap<>(values));
  }

  /// These and one more, written `key = value`; empty if it is not written so.
  Optional<MetadataLabels> with(String written) {
    int equals = written.indexOf('=');
    String key = equals < 0 ? "" : written.substring(0, equals).strip();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    var more = new LinkedHashMap<>(values);
    more.put(key, written.substring(equals + 1).strip());
    return Optional.of(new MetadataLabels(more));
  }

  /// These without one.
  MetadataLabels without(String key) {
    var fewer = new LinkedHashMap<>(values);
    fewer.remove(key);
    return new MetadataLabels(fewer);
  }
}
