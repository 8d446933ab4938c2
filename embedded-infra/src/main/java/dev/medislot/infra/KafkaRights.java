package dev.medislot.infra;

import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights of the table in {@link KafkaUser}, as Kafka keeps them. */
final class KafkaRights {

    private KafkaRights() {}

    static Stream<AclBinding> all() {
        return KafkaUser.all().filter(user -> user != KafkaUser.ADMIN).flatMap(KafkaRights::of);
    }

    private static Stream<AclBinding> of(KafkaUser user) {
        var read = user.read().stream().flatMap(topic -> onTopic(user, topic, reading(user)));
        var written = user.written().stream().flatMap(topic -> onTopic(user, topic, owning()));
        var deadLetters = user.deadLetters()
                .stream()
                .flatMap(topic -> Stream.concat(onTopic(user, topic, Stream.of(AclOperation.READ)),
                        onTopic(user, topic, owning())));
        return Stream.of(read, written, deadLetters, Stream.of(ownGroups(user))).flatMap(all -> all).distinct();
    }

    /** A service creates the topics that it needs, whichever service starts first. */
    private static Stream<AclOperation> reading(KafkaUser user) {
        return user.isService() ? Stream.of(AclOperation.READ, AclOperation.CREATE) : Stream.of(AclOperation.READ);
    }

    private static Stream<AclOperation> owning() {
        return Stream.of(AclOperation.WRITE, AclOperation.CREATE, AclOperation.DESCRIBE_CONFIGS,
                AclOperation.ALTER_CONFIGS);
    }

    private static Stream<AclBinding> onTopic(KafkaUser user, String topic, Stream<AclOperation> operations) {
        var pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        return operations.map(operation -> new AclBinding(pattern, allowed(user, operation)));
    }

    /** The groups whose name begins with the user's. */
    private static AclBinding ownGroups(KafkaUser user) {
        return new AclBinding(new ResourcePattern(ResourceType.GROUP, user.label(), PatternType.PREFIXED),
                allowed(user, AclOperation.READ));
    }

    private static AccessControlEntry allowed(KafkaUser user, AclOperation operation) {
        return new AccessControlEntry(user.principal(), "*", operation, AclPermissionType.ALLOW);
    }
}
