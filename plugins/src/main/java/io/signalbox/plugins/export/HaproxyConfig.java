package io.signalbox.plugins.export;

import static io.signalbox.plugins.export.DecisionTable.map;

import java.util.List;
import java.util.Map;

/// HAProxy's configuration. Nothing that a person named goes into it: only checked addresses and
/// numbers.
final class HaproxyConfig {
  private static final String NAMES =
      """

      resolvers names
        parse-resolv-conf
        accepted_payload_size 8192
        hold valid 30s
        # An address that was known stays in use when a lookup fails.
        hold nx 20d
        hold refused 20d
        hold timeout 20d
        hold other 20d
      """;

  private final List<Address> addresses;
  private final List<String> origins;

  HaproxyConfig(List<Address> addresses) {
    this.addresses = addresses;
    this.origins = addresses.stream().map(HaproxyConfig::origin).distinct().toList();
  }

  private static String origin(Address address) {
    return address.url().getScheme() + "://" + address.host() + ":" + address.port();
  }

  /// Where a model is, for the program.
  Map<String, Object> place(int model) {
    Address address = addresses.get(model);
    return map(
        "to",
        origins.indexOf(origin(address)),
        "path",
        address.url().getRawPath() + "/chat/completions",
        "authority",
        address.url().getRawAuthority());
  }

  String text() {
    boolean names = addresses.stream().anyMatch(HaproxyConfig::isLookedUp);
    var text =
        new StringBuilder(ProgramText.of("haproxy.cfg").replace("@NAMES@", names ? NAMES : ""));
    for (String origin : origins) {
      addresses.stream()
          .filter(address -> origin(address).equals(origin))
          .findFirst()
          .ifPresent(address -> text.append(backend(address)));
    }
    return text.toString();
  }

  private String backend(Address address) {
    var more = new StringBuilder();
    if (address.url().getScheme().equals("https")) {
      more.append(" ssl verify required ca-file @system-ca ");
      more.append(isIp(address) ? "verifyhost " : "sni str(").append(plain(address));
      more.append(isIp(address) ? "" : ")");
    }
    if (isLookedUp(address)) {
      more.append(" resolvers names init-addr last,libc,none");
    } else if (!isIp(address)) {
      more.append(" init-addr libc,none");
    }
    // The answer's header tells a model's own answer from what HAProxy says when there is none.
    return """

    backend sb_%d
      http-request del-header x-signalbox-to
      http-response set-header x-signalbox-answered yes
      server model %s:%d%s
    """
        .formatted(origins.indexOf(origin(address)), address.host(), address.port(), more);
  }

  private static String plain(Address address) {
    return address.host().replaceAll("^\\[|]$", "");
  }

  private static boolean isIp(Address address) {
    return plain(address).matches("[0-9.]+|.*:.*");
  }

  /// Whether a name server knows it while HAProxy runs; names without a dot are this machine's or
  /// its network's, and looked up when it starts.
  private static boolean isLookedUp(Address address) {
    return !isIp(address) && address.host().contains(".");
  }
}
