package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that nobody vouches for gets no request.
@Timeout(120)
class TlsTest {
  @Test
  void certificateOfAnotherAuthorityIsRefused(@TempDir Path dir) throws Exception {
    var system = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (var server = FakeProvider.secured(new TestCertificate(dir), line -> line.request())) {
      assertThrows(SSLException.class, () -> connect(server, system, "127.0.0.1"));
    }
  }

  @Test
  void certificateForAnotherHostIsRefused(@TempDir Path dir) throws Exception {
    var certificate = new TestCertificate(dir);
    var trusting = certificate.trusting().getSocketFactory();
    try (var server = FakeProvider.secured(certificate, line -> line.request())) {
      connect(server, trusting, "127.0.0.1").close();
      assertThrows(SSLException.class, () -> connect(server, trusting, "localhost"));
    }
  }

  @Test
  void connectionsOfDifferentAuthoritiesAreApart(@TempDir Path dir) throws Exception {
    var other = Files.createDirectory(dir.resolve("other"));
    var factory = Optional.of(new TestCertificate(other).trusting().getSocketFactory());
    assertNotEquals(new Tls("vllm", factory), new Tls("*", factory));
    assertEquals(new Tls("vllm", factory), new Tls("vllm", Optional.empty()));
  }

  private static Connection connect(FakeProvider server, SSLSocketFactory factory, String host)
      throws Exception {
    int port = URI.create(server.url()).getPort();
    var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    return new Tls("test", Optional.of(factory)).secured(channel, host, port);
  }
}
