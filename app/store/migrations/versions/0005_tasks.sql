CREATE TABLE p_task (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    title TEXT,
    about BLOB,
    due TEXT,
    text TEXT,
    officers TEXT,
    desks TEXT,
    asked_by BLOB,
    asked_on TEXT,
    rule TEXT,
    subject BLOB,
    fact TEXT,
    put_off TEXT,
    finished TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_task__about ON p_task (about);

CREATE INDEX p_task__subject ON p_task (subject);

CREATE INDEX p_task__uid ON p_task (uid);

CREATE TABLE p_task_step (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    sid INTEGER NOT NULL,
    task BLOB,
    act TEXT,
    until TEXT,
    reason TEXT,
    officer BLOB,
    moment TEXT,
    withheld TEXT,
    PRIMARY KEY (id)
);

CREATE INDEX p_task_step__uid ON p_task_step (uid);

CREATE INDEX p_task__open ON p_task (due, sid) WHERE rule IS NULL AND coalesce(finished, '[]') = '[]';

CREATE INDEX p_task__done ON p_task (sid) WHERE coalesce(finished, '[]') <> '[]';

CREATE INDEX p_task_step__finish ON p_task_step (moment, task, sid) WHERE act = 'finish';

