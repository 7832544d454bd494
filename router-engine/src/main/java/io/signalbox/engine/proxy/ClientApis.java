package io.signalbox.engine.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientRoute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which dialect is spoken where. At a dialect's own addresses and below them it is that one;
/// elsewhere, as at a list of models that several dialects have, a client is known by the headers
/// and parameters that only its dialect sends, and a client that sends none gets the first dialect.
/// Immutable.
final class ClientApis {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\+?)[A-Za-z]+\\}");

  private final List<Known> all;
  private final Map<String, List<Offer>> offers = new LinkedHashMap<>();

  /// A dialect with the addresses that no other dialect has, and the headers that show it.
  private record Known(ClientDialect dialect, List<Pattern> places, List<HeaderName> headers) {
    static Known of(ClientDialect dialect, Predicate<ClientRoute> alone) {
      return new Known(
          dialect,
          dialect.routes().stream().filter(alone).map(route -> atOrBelow(route.path())).toList(),
          dialect.ownHeaders().stream().map(HeaderNames::create).toList());
    }

    boolean isAt(String path) {
      return places.stream().anyMatch(place -> place.matcher(path).matches());
    }

    boolean isShownBy(Headers sent, QueryText query) {
      return headers.stream().anyMatch(sent::contains) || query.hasOneOf(dialect.keyParameters());
    }
  }

  /// What a dialect has at an address.
  record Offer(ClientDialect dialect, ClientRoute route) {}

  /// An address with all that is there.
  ///
  /// @param offers one, or several of which each client gets that of its dialect
  record Address(String method, String path, List<Offer> offers) {}

  ClientApis(List<ClientDialect> dialects) {
    for (ClientDialect dialect : dialects) {
      for (ClientRoute route : dialect.routes()) {
        offers.computeIfAbsent(key(route), key -> new ArrayList<>()).add(new Offer(dialect, route));
      }
    }
    this.all = dialects.stream().map(each -> Known.of(each, this::isAlone)).toList();
  }

  private static String key(ClientRoute route) {
    return route.method() + " " + route.path();
  }

  /// Whether no other dialect has it, or only the first one counts.
  private boolean isAlone(ClientRoute route) {
    return !route.isShared() || offers.getOrDefault(key(route), List.of()).size() == 1;
  }

  /// All addresses, the busiest first, and of two that may both fit the more exact one first.
  List<Address> addresses() {
    return offers.values().stream()
        .map(there -> {
          ClientRoute route = there.getFirst().route();
          boolean shared = there.stream().allMatch(offer -> offer.route().isShared());
          return new Address(route.method(), route.path(), shared ? there : there.subList(0, 1));
        })
        .sorted(ClientApis.byUse())
        .toList();
  }

  private static Comparator<Address> byUse() {
    return Comparator.comparing((Address address) -> address.path().contains("{"))
        .thenComparing(
            address -> address.offers().getFirst().route().asks() != ClientRoute.Asks.ANSWER)
        .thenComparingInt(address -> -PARAMETER.matcher(address.path()).replaceAll("").length());
  }

  /// The methods that an address takes, for people.
  Set<String> methods(String path) {
    var methods = new TreeSet<String>();
    addresses().stream()
        .filter(address -> address.path().equals(path))
        .forEach(address -> methods.add(address.method()));
    return methods;
  }

  /// Of the dialects at an address, the client's.
  Offer among(List<Offer> there, ServerRequest request) {
    var shown = shown(request.headers(), QueryText.of(request));
    return there.stream()
        .filter(offer -> shown.filter(offer.dialect()::equals).isPresent())
        .findFirst()
        .orElse(there.getFirst());
  }

  ClientDialect of(ServerRequest request) {
    return of(request.prologue().uriPath().rawPath(), request.headers(), QueryText.of(request));
  }

  ClientDialect of(String path, Headers sent, QueryText query) {
    return all.stream()
        .filter(each -> each.isAt(path))
        .map(Known::dialect)
        .findFirst()
        .or(() -> shown(sent, query))
        .orElseGet(() -> all.getFirst().dialect());
  }

  private Optional<ClientDialect> shown(Headers sent, QueryText query) {
    return all.stream().filter(each -> each.isShownBy(sent, query)).map(Known::dialect).findFirst();
  }

  /// What any dialect says to help at an address where nothing is.
  Optional<String> hint(String path) {
    return all.stream().flatMap(each -> each.dialect().hint(path).stream()).findFirst();
  }

  /// The headers in which clients show a key.
  Stream<String> keyHeaders() {
    return all.stream().flatMap(each -> each.dialect().keyHeaders().stream());
  }

  private static Pattern atOrBelow(String template) {
    var regex = new StringBuilder();
    var parameter = PARAMETER.matcher(template);
    int at = 0;
    while (parameter.find()) {
      regex.append(Pattern.quote(template.substring(at, parameter.start())));
      regex.append(parameter.group(1).isEmpty() ? "[^/]+" : ".+");
      at = parameter.end();
    }
    return Pattern.compile(regex + Pattern.quote(template.substring(at)) + "(?:/.*)?");
  }
}
