/// Amazon Bedrock's Converse API as providers speak it: requests and answers in JSON, streams as
/// frames of `application/vnd.amazon.eventstream`, requests signed by a key or by Signature Version
/// 4. Entry type is [ConverseProvider].
@NullMarked
package io.signalbox.engine.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
