package io.signalbox.engine.dialect.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Signing;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published cases of AWS's own suite (awslabs/aws-c-auth, aws-signing-test-suite/v4), and what
/// of a request is signed.
final class SignatureV4Test {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String TIME = "20150830T123600Z";
  private static final String TOKEN =
      "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSP"
          + "fIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPk"
          + "yQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZb"
          + "qBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";
  private static final SignatureV4 OF_THE_SUITE =
      new SignatureV4("AKIDEXAMPLE", SECRET, "us-east-1", "service");

  @ParameterizedTest
  @CsvSource({
    "GET, /, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "POST, /, '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    "GET, /ሴ, '', 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
    "GET, /example space/, '', 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    "POST, /, Param1=value1, 28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    "GET, /, Param2=value2&Param1=value1,"
        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  })
  void publishedCasesAreSignedAlike(String method, String path, String query, String signature) {
    assertEquals(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature="
            + signature,
        signed(method, path, query, Map.of()));
  }

  @Test
  void publishedCaseWithATokenIsSignedAlike() {
    assertEquals(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders=host;x-amz-date;x-amz-security-token, Signature="
            + "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
        signed("POST", "/", "", Map.of("x-amz-security-token", TOKEN)));
  }

  private static String signed(String method, String path, String query, Map<String, String> more) {
    var headers = new TreeMap<String, String>(more);
    headers.put("host", "example.amazonaws.com");
    headers.put("x-amz-date", TIME);
    var request = new SignatureV4.Parts(method, path, query, headers, new byte[0]);
    return OF_THE_SUITE.authorization(request, TIME);
  }

  @ParameterizedTest
  @CsvSource({
    "https://bedrock-runtime.eu-central-1.amazonaws.com, '', eu-central-1",
    "https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com, '', us-gov-west-1",
    "https://vpce-1.bedrock-runtime.ap-southeast-2.vpce.amazonaws.com, '', ap-southeast-2",
    "https://bedrock-runtime.eu-west-3.amazonaws.com, region=us-west-2, eu-west-3",
    "http://127.0.0.1:9, region=us-west-2, us-west-2",
    "http://127.0.0.1:9, '', us-east-1",
  })
  void regionIsThatOfTheAddress(String base, String more, String region) {
    var headers = headers(base, more);
    assertTrue(
        headers.get("authorization").contains("/" + region + "/bedrock/aws4_request"),
        headers::toString);
    assertEquals("20260131T080000Z", headers.get("x-amz-date"));
  }

  private static Map<String, String> headers(String base, String more) {
    var request =
        new Signing.Unsigned(
            "POST",
            URI.create(base + "/model/a%3A0/converse"),
            Map.of(),
            "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            Instant.parse("2026-01-31T08:00:00Z"));
    var key = Secret.of("access_key_id=AKID secret_access_key=" + SECRET + " " + more);
    return new AwsSigning().headers(request, new AwsSigning().credentials(key));
  }

  @Test
  void tokenOfASessionIsSentAndSigned() {
    var headers = headers("http://127.0.0.1:9", "session_token=abc==");
    assertEquals("abc==", headers.get("x-amz-security-token"));
    assertTrue(headers.get("authorization").contains("host;x-amz-date;x-amz-security-token"));
    assertFalse(headers.toString().contains(SECRET));
  }

  @Test
  void keyOfBedrockItselfIsSentAsItIs() {
    Signing signing = new ConverseProvider().signing();
    assertEquals(Signing.BEARER, Signing.of(signing, Secret.of("bedrock-api-key-YmVk=")));
    assertEquals(
        new AwsSigning(), Signing.of(signing, Secret.of("access_key_id=a secret_access_key=b")));
  }
}
