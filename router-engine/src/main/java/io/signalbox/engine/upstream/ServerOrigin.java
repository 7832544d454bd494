package io.signalbox.engine.upstream;

import io.signalbox.engine.spi.BaseUrl;
import io.signalbox.engine.spi.Provider;
import java.net.IDN;
import java.net.Inet4Address;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/// The scheme, host and port of a server, in the one spelling that is shown, compared, stored and
/// dialed: lower case, names of other scripts in their ASCII form (`xn--…`), no dot at the end,
/// IPv6 shortened, IPv4 as four numbers. No name is looked up. Immutable.
///
/// @param scheme `http` or `https`
/// @param host the name or address, IPv6 without brackets; at most 253 characters
/// @param port 1 to 65535
public record ServerOrigin(String scheme, String host, int port) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

  /// A last label that makes the name an address for every resolver.
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

  private static final Pattern FOUR = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+");

  private static final int LONGEST = 253;

  /// A host with names in braces, which stand for what each customer has of their own.
  private static final Pattern OF_EACH = Pattern.compile("https://([^/]*\\{[^/]*)(/.*)?");

  /// The origin of a base address; empty if it is no plain one of http or https, with nothing but a
  /// host, a port, a path and an `api-version`.
  public static Optional<ServerOrigin> of(String address) {
    return Optional.ofNullable(HttpUrl.parse(BaseUrl.withoutVersion(address)))
        .flatMap(ServerOrigin::of);
  }

  /// Whether it is a provider's own: the usual key of the provider may go here.
  public boolean isOf(Provider provider) {
    return provider.addresses().stream().anyMatch(this::isAt);
  }

  private boolean isAt(String address) {
    var ofEach = OF_EACH.matcher(address);
    return ofEach.matches() ? isOneOf(ofEach.group(1)) : Optional.of(this).equals(of(address));
  }

  /// What stands for a name in braces has no dot, so that the domain remains the provider's.
  private boolean isOneOf(String hosts) {
    String form =
        Arrays.stream(hosts.split("\\{[a-z]+}", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[a-z0-9-]+"));
    return text().equals("https://" + host) && Pattern.matches(form, host);
  }

  /// A provider's own server for people; with names in braces if each customer has another.
  public static String shown(Provider provider) {
    return of(provider.baseUrl())
        .map(ServerOrigin::text)
        .orElseGet(() -> provider.baseUrl().replaceFirst("(https?://[^/]*)/.*", "$1"));
  }

  /// The origin of what was typed: an address, or a host alone, which gets https.
  public static Optional<ServerOrigin> typed(String words) {
    String plain = words.strip();
    return of(plain.contains("://") ? plain : "https://" + plain);
  }

  static Optional<ServerOrigin> of(HttpUrl url) {
    return isPlain(url)
        ? canonical(url.host()).map(host -> new ServerOrigin(url.scheme(), host, url.port()))
        : Optional.empty();
  }

  /// A reader of the address must not take a name before an `@` for the host.
  private static boolean isPlain(HttpUrl url) {
    return url.query() == null
        && url.fragment() == null
        && url.username().isEmpty()
        && url.password().isEmpty();
  }

  private static Optional<String> canonical(String host) {
    if (host.contains(":")) {
      return Optional.of(host);
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return name.length() > LONGEST || !NAME.matcher(name).matches()
        ? Optional.empty()
        : NUMERIC.matcher(name).matches() ? fourNumbers(name) : Optional.of(name);
  }

  /// `127.1` and `2130706433` are 127.0.0.1 for the resolver, and must be for who reads them.
  private static Optional<String> fourNumbers(String name) {
    try {
      return Optional.of(Inet4Address.ofLiteral(name).getHostAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// As it is shown and stored: `https://api.openai.com`, `http://[::1]:8080`.
  public String text() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + name + (port == HttpUrl.defaultPort(scheme) ? "" : ":" + port);
  }

  /// The host in its own script; empty if it has none but ASCII.
  public Optional<String> ownLetters() {
    String own = IDN.toUnicode(host);
    boolean letters =
        own.codePoints()
            .allMatch(c ->
                Character.isLetterOrDigit(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK
                    || c == '.'
                    || c == '-');
    return own.equals(host) || !letters ? Optional.empty() : Optional.of(own);
  }

  /// Whether it is this very machine by its address or the name `localhost`.
  public boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || FOUR.matcher(host).matches();
  }

  /// Whether others can read what is sent there, keys included.
  public boolean isReadable() {
    return scheme.equals("http") && !isLoopback();
  }

  /// The same address with the host spelled so.
  HttpUrl spelled(HttpUrl url) {
    return url.host().equals(host) ? url : url.newBuilder().host(host).build();
  }
}
