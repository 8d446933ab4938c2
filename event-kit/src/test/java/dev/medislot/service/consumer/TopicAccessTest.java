package dev.medislot.service.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.infra.KafkaUser;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;

/** The creation of topics with the rights of one service. */
@ResourceLock("kafka")
class TopicAccessTest {

    @Test
    void everyTopicHasAWriterAndAReader() {
        assertThat(topics(KafkaUser::written)).containsAll(Topics.ALL);
        assertThat(topics(KafkaUser::read)).containsAll(Topics.ALL);
    }

    @ParameterizedTest
    @EnumSource(names = { "AVAILABILITY", "BOOKING", "NOTIFICATION" })
    void aServiceCreatesTheTopicsThatItUses(KafkaUser service) throws Exception {
        create(service);

        try (var kafka = Admin.create(Infrastructure.shared().kafkaClient())) {
            var used = Stream.concat(service.written().stream(), service.read().stream())
                    .filter(Topics.ALL::contains)
                    .toList();
            await().until(() -> kafka.listTopics().names().get(), names -> names.containsAll(used));
        }
    }

    @Test
    void onlyTheOwnerChangesATopicsSettings() throws Exception {
        create(KafkaUser.BOOKING);
        var bookings = new ConfigResource(ConfigResource.Type.TOPIC, Topics.BOOKINGS);
        Map<ConfigResource, Collection<AlterConfigOp>> deletion = Map.of(bookings,
                List.of(new AlterConfigOp(new ConfigEntry("retention.ms", ""), OpType.DELETE)));
        try (var admin = Admin.create(Infrastructure.shared().kafkaClient());
                var other = Admin.create(Infrastructure.shared().kafkaClient(KafkaUser.AVAILABILITY))) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> other.incrementalAlterConfigs(deletion).all().get())
                    .withCauseInstanceOf(TopicAuthorizationException.class);
            admin.incrementalAlterConfigs(deletion).all().get();
            await().until(() -> retention(admin, bookings), "604800000"::equals);

            create(KafkaUser.AVAILABILITY);
            assertThat(retention(admin, bookings)).isEqualTo("604800000");
            create(KafkaUser.BOOKING);

            await().until(() -> retention(admin, bookings), "-1"::equals);
        }
    }

    private static List<String> topics(Function<KafkaUser, Set<String>> which) {
        return Stream.of(KafkaUser.values()).flatMap(user -> which.apply(user).stream()).toList();
    }

    private static void create(KafkaUser user) {
        new TopicCreation(new KafkaAdmin(Infrastructure.shared().kafkaClient(user)),
                new KafkaListenerEndpointRegistry(), new TopicProperties(6, (short) -1), user.label(),
                TopicCreation.REST).start();
    }

    private static String retention(Admin kafka, ConfigResource topic) throws Exception {
        return kafka.describeConfigs(List.of(topic)).all().get().get(topic).get("retention.ms").value();
    }
}
