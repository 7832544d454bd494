package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.Grade;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times, weights and breakers of nginx. */
final class NginxImportTest {
  private static GraphImport.Imported nginx(String servers, String location) {
    return Imports.imported(
        "nginx.conf",
        """
        http {
          proxy_read_timeout 1m30s;
          upstream up { %s }
          server {
            location / {
              proxy_pass http://up;
              %s
            }
          }
        }
        """
            .formatted(servers, location));
  }

  private static Grade grade(GraphImport.Imported imported, String end) {
    return imported.findings().stream()
        .filter(each -> each.path().endsWith(end))
        .findFirst()
        .orElseThrow()
        .grade();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 90000",
    "proxy_read_timeout 300;, 300000",
    "proxy_read_timeout 500ms;, 500",
  })
  void readTimeoutsAreThoseOfAFallback(String location, long millis) {
    var imported = nginx("server a:1;", location);
    var node = (FallbackNode) imported.graph().nodes().get("up-tries");
    assertEquals(Optional.of(Duration.ofMillis(millis)), node.firstToken());
  }

  @Test
  void theTimeForAllTriesIsTheTotal() {
    var imported =
        nginx(
            "server a:1; server b:1 backup;",
            "proxy_next_upstream_timeout 2m; proxy_next_upstream_tries 2;");
    var node = (FallbackNode) imported.graph().nodes().get("up-backup");
    assertEquals(Optional.of(Duration.ofMinutes(2)), node.total());
    assertEquals(Grade.MANUAL, grade(imported, "proxy_next_upstream_tries"));
  }

  @ParameterizedTest
  @CsvSource({
    "server a:1 weight=3; server b:1;, server[0], APPROXIMATE",
    "server a:1 weight=2; server b:1 weight=2;, server[0], EXACT",
    "server a:1 max_fails=3 fail_timeout=10s; server b:1;, server[0], APPROXIMATE",
    "server a:1 max_fails=3; server b:1;, server[1], EXACT",
  })
  void whatIsLostOfServersIsSaid(String servers, String line, Grade grade) {
    assertEquals(grade, grade(nginx(servers, ""), line));
  }
}
