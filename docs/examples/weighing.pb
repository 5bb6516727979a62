META
key;value
description;What shall the collective work on this year? One company, one vote
instance;2027
num_projects;6
num_votes;12
budget;1200
comment;#1: A made-up round; the budget is hours of the bureau.
vote_type;approval
rule;equalshares/add1
PROJECTS
project_id;cost;name;category
heat;500;A heat network for the eastern harbour;energy
grid;450;One request for more room on the grid;energy
school;300;A shared school for process operators;people
bus;200;A bus to the late shift;mobility
data;250;A digital twin of the water plant;digitalisation
alarm;150;One emergency drill for all neighbours;external safety
VOTES
voter_id;vote;place
c01;heat,grid;Delfzijl
c02;heat,grid;Delfzijl
c03;heat,grid,school;Delfzijl
c04;heat,grid;Delfzijl
c05;heat,grid,data;Delfzijl
c06;grid,heat;Delfzijl
c07;school,bus;Emmen
c08;school,bus,alarm;Emmen
c09;bus,alarm;Emmen
c10;alarm,data;Hoogeveen
c11;school,alarm;Hoogeveen
c12;grid,alarm;Hoogeveen
