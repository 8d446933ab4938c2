package dev.medislot.service.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.common.event.CloudEventHeaders;
import dev.medislot.common.event.UnreadableEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedEventTest {

    @Test
    void sequencesCompareAsTextAndAsNumbers() {
        var numbers = List.of(0L, 1L, 2L, 9L, 10L, 99L, 100L, 1_796_000_000_123L, Long.MAX_VALUE);

        var texts = numbers.stream().map(CloudEventHeaders::sequence).toList();

        assertThat(texts).isSorted().allMatch(text -> text.length() == 19);
        assertThat(texts.stream().map(text -> received(text).sequence())).isEqualTo(numbers);
    }

    @Test
    void unpaddedSequencesOfOldRecordsAreRead() {
        assertThat(Stream.of("9", "0000000000000000010", "11", "0000000000000000012")
                .map(text -> received(text).sequence())).containsExactly(9L, 10L, 11L, 12L);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "0x1f", "ten", "9223372036854775808", "1.0" })
    void anythingElseIsUnreadable(String sequence) {
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> received(sequence));
    }

    private static ReceivedEvent received(String sequence) {
        var message = new ConsumerRecord<>("a-topic", 0, 0, "a-key", "{}".getBytes(UTF_8));
        message.headers()
                .add(CloudEventHeaders.ID, UUID.randomUUID().toString().getBytes(UTF_8))
                .add(CloudEventHeaders.TYPE, "AType".getBytes(UTF_8))
                .add(CloudEventHeaders.SEQUENCE, sequence.getBytes(UTF_8));
        return ReceivedEvent.of(message);
    }
}
